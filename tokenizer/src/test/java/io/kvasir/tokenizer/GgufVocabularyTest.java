package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kvasir.tokenizer.gguf.PreTokenizerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GgufVocabularyTest {
  /** Byte tokens, then a few words with scores. */
  static Map<String, Object> scored() {
    List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    List<Float> scores = new ArrayList<>(List.of(0f, 0f, 0f));
    for (int b = 0; b < 256; b++) {
      tokens.add("<0x%02X>".formatted(b));
      scores.add(0f);
    }
    String[] words = {"▁", "a", "b", "▁a", "ab", "▁ab", "<|user|>"};
    float[] wordScores = {-10, -11, -12, -3, -2, -1, 0};
    int[] types = new int[tokens.size() + words.length];
    Arrays.fill(types, 6);
    Arrays.fill(types, 0, 3, 3);
    types[0] = 2;
    for (int i = 0; i < words.length; i++) {
      types[tokens.size()] = i == words.length - 1 ? 4 : 1;
      tokens.add(words[i]);
      scores.add(wordScores[i]);
    }
    float[] all = new float[scores.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = scores.get(i);
    }
    Map<String, Object> keys = new HashMap<>();
    keys.put("model", "llama");
    keys.put("tokens", tokens.toArray(String[]::new));
    keys.put("scores", all);
    keys.put("token_type", types);
    return keys;
  }

  private static String pieces(Tokenizer tokenizer, String text, boolean add, boolean recognise) {
    return IntStream.of(tokenizer.encode(text, add, recognise))
        .mapToObj(tokenizer.vocabulary()::piece)
        .collect(Collectors.joining(" "));
  }

  @Test
  void bestScoreMergesFirst() {
    Tokenizer tokenizer = Tokenizers.fromSpec(new VocabularySpec("t", scored()));
    assertThat(pieces(tokenizer, "ab", true, true)).isEqualTo("<s> ▁ab");
    assertThat(pieces(tokenizer, "aab", false, true)).isEqualTo("▁a ab");
    assertThat(pieces(tokenizer, "é", false, true)).isEqualTo("▁ <0xC3> <0xA9>");
    assertThat(tokenizer.decode(tokenizer.encode("é ab", true, true), true)).isEqualTo("é ab");
  }

  @Test
  void controlTokensAreRecognisedOnRequestAndUserTokensAlways() {
    Tokenizer tokenizer = Tokenizers.fromSpec(new VocabularySpec("t", scored()));
    assertThat(pieces(tokenizer, "a</s>b", false, true)).isEqualTo("▁a </s> ▁ b");
    assertThat(pieces(tokenizer, "</s>", false, false)).startsWith("▁ <0x3C>");
    assertThat(pieces(tokenizer, "a<|user|>", false, false)).isEqualTo("▁a <|user|>");
    assertThat(tokenizer.vocabulary().isSpecial(2)).isTrue();
    assertThat(tokenizer.vocabulary().isSpecial(tokenizer.vocabulary().size() - 1)).isFalse();
  }

  @Test
  void flagsOfTheFileCountMoreThanDefaults() {
    Map<String, Object> keys = scored();
    keys.put("add_bos_token", false);
    keys.put("add_eos_token", true);
    keys.put("add_space_prefix", false);
    Tokenizer tokenizer = Tokenizers.fromSpec(new VocabularySpec("t", keys));
    assertThat(pieces(tokenizer, "ab", true, true)).isEqualTo("ab </s>");
    assertThat(tokenizer.decode(tokenizer.encode(" ab", false, true), false)).isEqualTo(" ab");
  }

  @Test
  @Tag("shared")
  void llamaCppsVocabulariesGiveItsIds() throws IOException {
    for (String name : List.of("llama-spm", "deepseek-coder")) {
      Path folder = TestFiles.shared("fixtures/gguf-vocab");
      String file = "ggml-vocab-" + name + ".gguf";
      Tokenizer tokenizer =
          Tokenizers.fromSpec(
              GgufKeysReader.read(file, TestFiles.unzip(folder.resolve(file + ".gz"))));
      String[] texts =
          Files.readString(folder.resolve(file + ".inp")).split("\n__ggml_vocab_test__\n", -1);
      List<String> lines = Files.readAllLines(folder.resolve(file + ".out"));
      assertThat(lines).hasSizeGreaterThan(40);
      for (int i = 0; i < lines.size(); i++) {
        int[] wanted =
            Stream.of(lines.get(i).trim().split(" +"))
                .filter(id -> !id.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        assertThat(tokenizer.encode(texts[i], false, false)).as(texts[i]).isEqualTo(wanted);
        int[] ids = tokenizer.encode(texts[i], true, false);
        assertThat(tokenizer.decode(ids, true)).isEqualTo(texts[i]);
      }
    }
  }

  @Test
  @Tag("shared")
  void ggufModelsGiveTheIdsOfTheirPrompts() throws IOException {
    int seen = 0;
    try (Stream<Path> files = Files.list(TestFiles.shared("fixtures/gguf"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gguf")).toList()) {
        JsonNode golden = TestFiles.tree(Path.of(file.toString().replace(".gguf", ".golden.json")));
        Tokenizer tokenizer =
            Tokenizers.fromSpec(GgufKeysReader.read(file.toString(), Files.readAllBytes(file)));
        assertThat(tokenizer.encode(golden.get("prompt_text").asText(), true, true))
            .as(file.toString())
            .isEqualTo(TestFiles.ints(golden.get("prompt_ids")));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(15);
  }

  @Test
  @Tag("shared")
  void storiesVocabularyGivesItsIdsAndTexts() throws IOException {
    Path file = TestFiles.shared("fixtures/real/stories260K-f32.gguf");
    Tokenizer tokenizer =
        Tokenizers.fromSpec(GgufKeysReader.read(file.toString(), Files.readAllBytes(file)));
    Path golden = TestFiles.shared("fixtures/real/stories260K.golden.json");
    for (JsonNode one : TestFiles.tree(golden).get("tokenizer")) {
      String text = one.get("text").asText();
      int[] ids = tokenizer.encode(text, true, true);
      assertThat(tokenizer.encode(text, false, true)).isEqualTo(TestFiles.ints(one.get("ids")));
      assertThat(ids).isEqualTo(TestFiles.ints(one.get("ids_bos")));
      assertThat(tokenizer.decode(ids, true)).isEqualTo(one.get("decoded").asText());
    }
  }

  /** What a converter makes of a tokenizer.json, by the rule of its name, gives the same ids. */
  @ParameterizedTest
  @CsvSource({"llama3, llama-bpe", "qwen3, qwen2", "gpt2, gpt-2", "gpt4o, gpt-4o"})
  @Tag("shared")
  void verifiedNamesCutAsTheOriginalTokenizers(String folder, String pre, @TempDir Path scratch)
      throws IOException {
    Path original = TestFiles.shared("fixtures/tokenizers/" + folder);
    Path json = TestFiles.tokenizerJson(original, scratch);
    Tokenizer tokenizer = Tokenizers.fromSpec(converted(TestFiles.tree(json), pre));
    Tokenizer read = Tokenizers.fromJson(json);
    RandomText random = new RandomText(folder.hashCode());
    List<String> texts = new ArrayList<>();
    TestFiles.lines(original.resolve("golden.jsonl"))
        .forEach(line -> texts.add(line.get("text").asText()));
    Stream.generate(random::next).limit(2_000).forEach(texts::add);

    assertThat(PreTokenizerName.find(pre).orElseThrow().comparedWith()).isPresent();
    for (String text : texts) {
      // GGUF has no normaliser, and Qwen's is NFC.
      String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
      assertThat(tokenizer.encode(composed, false, true))
          .as(composed)
          .isEqualTo(read.encode(composed, false, true));
    }
  }

  private static VocabularySpec converted(JsonNode json, String pre) {
    JsonNode model = json.get("model");
    Map<Integer, String> tokens = new HashMap<>();
    Map<Integer, Integer> types = new HashMap<>();
    model.get("vocab").properties().forEach(e -> tokens.put(e.getValue().asInt(), e.getKey()));
    for (JsonNode added : json.get("added_tokens")) {
      tokens.put(added.get("id").asInt(), added.get("content").asText());
      types.put(added.get("id").asInt(), added.get("special").asBoolean() ? 3 : 4);
    }
    int size = 1 + tokens.keySet().stream().mapToInt(id -> id).max().orElseThrow();
    List<String> merges = new ArrayList<>();
    for (JsonNode merge : model.get("merges")) {
      merges.add(
          merge.isTextual() ? merge.asText() : merge.get(0).asText() + " " + merge.get(1).asText());
    }
    Map<String, Object> keys = new HashMap<>();
    keys.put("model", "gpt2");
    keys.put("pre", pre);
    keys.put("add_bos_token", false);
    keys.put(
        "tokens",
        IntStream.range(0, size)
            .mapToObj(id -> tokens.getOrDefault(id, "[PAD" + id + "]"))
            .toArray(String[]::new));
    keys.put(
        "token_type",
        IntStream.range(0, size)
            .map(id -> types.getOrDefault(id, tokens.containsKey(id) ? 1 : 5))
            .toArray());
    keys.put("merges", merges.toArray(String[]::new));
    return new VocabularySpec(pre, keys);
  }

  /** Files as llama.cpp's converter writes them; ids of SentencePiece and of the library. */
  @ParameterizedTest
  @ValueSource(strings = {"t5", "bert"})
  void smallVocabulariesGiveTheIdsOfTheirOriginals(String name) throws IOException {
    Path file = TestFiles.resource(name + ".gguf");
    Tokenizer tokenizer =
        Tokenizers.fromSpec(GgufKeysReader.read(file.toString(), Files.readAllBytes(file)));
    List<JsonNode> lines = TestFiles.lines(TestFiles.resource(name + ".jsonl"));

    assertThat(lines).hasSizeGreaterThan(100);
    for (JsonNode line : lines) {
      String text = line.get("text").asText();
      // BERT's special tokens are found in a text, those of SentencePiece are not.
      assertThat(tokenizer.encode(text, true, name.equals("bert")))
          .as(text)
          .isEqualTo(TestFiles.ints(line.get("ids")));
    }
  }

  @Test
  void everyNameIsListedOnceAndSomeAreVerified() {
    List<PreTokenizerName> names = PreTokenizerName.all();
    assertThat(names).extracting(PreTokenizerName::name).doesNotHaveDuplicates();
    assertThat(names).filteredOn(name -> name.comparedWith().isPresent()).hasSize(7);
    assertThat(PreTokenizerName.find("no such name")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llama-bpe", "qwen2", "gpt-2", "deepseek-v3", "tekken", "kimi-k2", "gemma4"})
  void namesOfPreTokenizersAreKnown(String pre) {
    Map<String, Object> keys = byteLevel(pre);
    Tokenizer tokenizer = Tokenizers.fromSpec(new VocabularySpec("t", keys));
    assertThat(tokenizer.encode("Hello 1234 world", false, true)).isNotEmpty();
  }

  private static Map<String, Object> byteLevel(String pre) {
    Map<String, Object> keys = new HashMap<>();
    keys.put("model", "gpt2");
    keys.put("pre", pre);
    keys.put("bos_token_id", 0);
    keys.put("tokens", new String[] {"H", "e", "l", "o", "Ġ", "1", "2", "3", "4", "12", "<0x20>"});
    keys.put("merges", new String[] {"1 2"});
    return keys;
  }

  @Test
  void charactersWithoutATokenVanishAndDoNotMerge() {
    Tokenizer tokenizer = Tokenizers.fromSpec(new VocabularySpec("t", byteLevel("gpt-2")));
    assertThat(pieces(tokenizer, "zz", false, true)).isEmpty();
    assertThat(pieces(tokenizer, "12zz12Hz", false, true)).isEqualTo("12 12 H");
  }

  @Test
  void everyRuleOfTheResourceCompiles() {
    List<PreTokenizerName> names = PreTokenizerName.all();
    for (PreTokenizerName name : names) {
      assertThat(Tokenizers.fromSpec(new VocabularySpec("t", byteLevel(name.name())))).isNotNull();
    }
    assertThat(names).hasSizeGreaterThan(80);
  }
}
