package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of stage that tokenizer.json knows, alone and in small tokenizers: components.jsonl
 * holds what the Hugging Face library (0.23.2) makes of them. A stage is asked through a tokenizer
 * whose model is a WordLevel that knows every piece that the library has found.
 */
final class ComponentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path scratch = Path.of("");

  @TestFactory
  List<DynamicTest> everyStageDoesWhatTheLibraryDoes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode line : TestFiles.lines(TestFiles.resource("components.jsonl"))) {
      String kind = line.get("kind").asText();
      String config = line.get("config").toString();
      String name = kind + " " + config.substring(0, Math.min(120, config.length()));
      tests.add(DynamicTest.dynamicTest(name, () -> check(kind, line)));
    }
    assertThat(tests).hasSizeGreaterThan(80);
    return tests;
  }

  private void check(String kind, JsonNode line) throws IOException {
    for (JsonNode one : line.get("cases")) {
      switch (kind) {
        case "normalizer" -> checkNormalizer(line.get("config"), one);
        case "pre_tokenizer" -> checkPreTokenizer(line.get("config"), one);
        case "decoder" -> checkDecoder(line.get("config"), one);
        default -> checkTokenizer(line.get("config"), one);
      }
    }
  }

  private void checkNormalizer(JsonNode config, JsonNode one) throws IOException {
    String text = one.get("text").asText();
    assertThat(pieces("normalizer", config, text))
        .as(text)
        .isEqualTo(
            one.get("result").asText().isEmpty() ? List.of() : List.of(one.get("result").asText()));
  }

  private void checkPreTokenizer(JsonNode config, JsonNode one) throws IOException {
    List<String> wanted = new ArrayList<>();
    one.get("result").forEach(piece -> wanted.add(piece.asText()));
    String text = one.get("text").asText();
    assertThat(pieces("pre_tokenizer", config, text)).as(text).isEqualTo(wanted);
  }

  /** What the model sees. */
  private List<String> pieces(String section, JsonNode config, String text) throws IOException {
    Tokenizer tokenizer = build(section, config, List.of("<unk>"));
    List<String> pieces = new ArrayList<>();
    for (Explanation.Step step : tokenizer.explain(text, false, true).steps()) {
      pieces.add(((Explanation.Piece) step).text());
    }
    return pieces;
  }

  private void checkDecoder(JsonNode config, JsonNode one) throws IOException {
    List<String> tokens = new ArrayList<>();
    one.get("tokens").forEach(token -> tokens.add(token.asText()));
    List<String> vocabulary = new ArrayList<>(new java.util.LinkedHashSet<>(tokens));
    vocabulary.add("<unk>");
    Tokenizer tokenizer = build("decoder", config, vocabulary);
    int[] ids = tokens.stream().mapToInt(vocabulary::indexOf).toArray();
    assertThat(tokenizer.decode(ids, false))
        .as(tokens.toString())
        .isEqualTo(one.get("result").asText());
  }

  private Tokenizer build(String section, JsonNode config, List<String> vocabulary)
      throws IOException {
    ObjectNode top = JSON.createObjectNode();
    top.set(section, config);
    ObjectNode model = top.putObject("model");
    model.put("type", "WordLevel").put("unk_token", "<unk>");
    ObjectNode vocab = model.putObject("vocab");
    for (int id = 0; id < vocabulary.size(); id++) {
      vocab.put(vocabulary.get(id), id);
    }
    return Tokenizers.fromJson(write(top));
  }

  private Path write(JsonNode tokenizer) throws IOException {
    return Files.writeString(scratch.resolve("tokenizer.json"), tokenizer.toString());
  }

  private void checkTokenizer(JsonNode config, JsonNode one) throws IOException {
    Tokenizer tokenizer = Tokenizers.fromJson(write(config));
    String text = one.get("text").asText();
    int[] ids = TestFiles.ints(one.get("ids"));
    int[] special = TestFiles.ints(one.get("special"));
    assertThat(tokenizer.encode(text, false, true)).as(text).isEqualTo(ids);
    assertThat(tokenizer.encode(text, true, true)).as(text).isEqualTo(special);
    assertThat(tokenizer.decode(ids, false)).as(text).isEqualTo(one.get("decoded").asText());
    assertThat(tokenizer.decode(ids, true)).as(text).isEqualTo(one.get("skipped").asText());
  }
}
