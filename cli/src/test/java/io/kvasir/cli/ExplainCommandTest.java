package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What explain prints and writes, of a tiny model. */
class ExplainCommandTest {
  private static final Path SCHEMA = Path.of("docs/trace-schema.md");

  @TempDir private static Path folder;
  private static Golden golden;
  private static Run.Result result;
  private static JsonNode trace;

  @BeforeAll
  static void explain() throws IOException {
    golden = Golden.read();
    Path file = folder.resolve("trace.json");
    String[] arguments = {
      "explain",
      "-m",
      Run.TINY,
      "--threads",
      "1",
      "-n",
      "3",
      "--seed",
      "1",
      "--layer",
      "1",
      "--head",
      "2",
      "--trace",
      file.toString(),
      golden.promptText()
    };
    result = Run.of(arguments);
    trace = Golden.JSON.readTree(file.toFile());
  }

  private static float[] floats(JsonNode array) {
    assertThat(array.get("dtype").asText()).isEqualTo("float32-le");
    FloatBuffer floats =
        ByteBuffer.wrap(Base64.getDecoder().decode(array.get("base64").asText()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }

  private static JsonNode find(String list, String name, Object value, int layer, int head) {
    return StreamSupport.stream(trace.get(list).spliterator(), false)
        .filter(n -> n.get(name).asText().equals(String.valueOf(value)))
        .filter(n -> n.get("layer").asInt() == layer && n.get("head").asInt() == head)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyPartOfTheViewIsPrinted() {
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("Tokens", "merges of", "What layer 1, head 2 looked at")
        .contains("One query worked out", "difference to the engine: weights")
        .contains("If it stopped after a layer", "The next token", "random number")
        .contains("The cache", "Heads found in this text", "not by itself an explanation");
  }

  @Test
  void aCacheOfHalvesIsCountedAsSuch() {
    String[] whole = {"explain", "-m", Run.TINY, "--threads", "1", "-n", "1", "a b c"};
    String[] halves = {
      "explain", "-m", Run.TINY, "--threads", "1", "-n", "1", "--kv-type", "f16", "a b c"
    };

    assertThat(bytesInCache(Run.of(whole).out(), "f32"))
        .isEqualTo(2 * bytesInCache(Run.of(halves).out(), "f16"));
  }

  private static long bytesInCache(String out, String type) {
    Matcher line = Pattern.compile("([0-9,]+) bytes after .* \\(" + type + "\\)").matcher(out);
    assertThat(line.find()).as(out).isTrue();
    return Long.parseLong(line.group(1).replace(",", ""));
  }

  @Test
  void colourIsForTerminals() {
    String[] arguments = {"explain", "-m", Run.TINY, "--threads", "1", "-n", "1", "a b c"};

    assertThat(result.out()).doesNotContain("\u001b");
    assertThat(new Run().terminals("out").with(arguments).out()).contains("\u001b[48;5;");
  }

  @Test
  void theTraceSaysWhatItIs() {
    int prompt = golden.promptIds().length;

    assertThat(trace.get("format").asText()).isEqualTo("kvasir-trace");
    assertThat(trace.get("version").asInt()).isEqualTo(TraceJson.VERSION);
    assertThat(trace.get("prompt_tokens").asInt()).isEqualTo(prompt);
    assertThat(trace.get("tokens")).hasSize(prompt + 3);
    assertThat(trace.get("positions").asInt()).isEqualTo(prompt + 2);
    assertThat(trace.get("attention")).hasSize(2 * 4);
    assertThat(trace.get("sampling")).hasSize(3);
    assertThat(trace.get("left_out")).isEmpty();
  }

  @Test
  void everyFieldOfTheTraceIsInItsDescription() throws IOException {
    String schema = Files.readString(SCHEMA);

    assertThat(schema).contains("version " + TraceJson.VERSION);
    trace
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(schema).containsAnyOf("`" + name + "`", "`" + name + "[]`"));
    for (String list : List.of("attention", "vectors", "sampling", "lens", "heads")) {
      trace
          .get(list)
          .get(0)
          .fieldNames()
          .forEachRemaining(
              name -> assertThat(schema).containsAnyOf("`" + name + "`", "`" + name + "[]`"));
    }
    trace
        .get("model")
        .get("layers")
        .get(0)
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(schema).containsAnyOf("`" + name + "`", "`" + name + "[]`"));
    for (JsonNode vector : trace.get("vectors")) {
      assertThat(schema).contains("`" + vector.get("stage").asText() + "`");
    }
  }

  /** By the recipe at the end of the description. */
  @Test
  void aCellCanBeReAddedFromTheTraceAlone() {
    int query = trace.get("cell").get("query").asInt();
    int width = trace.get("model").get("layers").get(1).get("key_width").asInt();
    double scale = trace.get("model").get("layers").get(1).get("scale").asDouble();
    float[] q = floats(find("vectors", "stage", "positioned_query", 1, 2).get("values"));
    float[] k = floats(find("vectors", "stage", "positioned_key", 1, 1).get("values"));
    float[] v = floats(find("vectors", "stage", "value", 1, 1).get("values"));
    float[] blended = floats(find("vectors", "stage", "blended", 1, 2).get("values"));
    float[] weights = floats(find("attention", "form", "complete", 1, 2).get("weights"));
    double[] w = new double[query + 1];
    double sum = 0;
    for (int key = 0; key <= query; key++) {
      double dot = 0;
      for (int d = 0; d < width; d++) {
        dot += (double) q[query * width + d] * k[key * width + d];
      }
      w[key] = Math.exp(dot * scale);
      sum += w[key];
    }
    double[] blend = new double[width];
    for (int key = 0; key <= query; key++) {
      double weight = w[key] / sum;
      assertThat(weight).isEqualTo(weights[query * (query + 1) / 2 + key], within(1e-5));
      for (int d = 0; d < width; d++) {
        blend[d] += weight * v[key * width + d];
      }
    }
    for (int d = 0; d < width; d++) {
      assertThat(blend[d]).isEqualTo(blended[query * width + d], within(1e-5));
    }
  }

  @Test
  void theSamplingHasTheRawLogitsOfTheModel() {
    float[] logits = floats(trace.get("sampling").get(0).get("logits"));
    float[] expected = golden.logits(golden.promptIds().length - 1);

    assertThat(logits).hasSameSizeAs(expected);
    for (int i = 0; i < logits.length; i++) {
      assertThat(logits[i]).isEqualTo(expected[i], within((float) golden.tolerance()));
    }
  }

  private static Run.Result tiny(String... more) {
    String[] first = {"explain", "-m", Run.TINY, "--threads", "1"};
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Run.of(all);
  }

  private static List<String> withoutTimes(Run.Result result) {
    return result.out().lines().filter(line -> !line.startsWith("Looking took")).toList();
  }

  @Test
  void aRunThatDrewCanBeRepeated() {
    Run.Result drawn = tiny("-n", "2", "a b c");
    Matcher seed = Pattern.compile("--seed (\\d+)").matcher(drawn.out());

    assertThat(seed.find()).isTrue();
    assertThat(withoutTimes(tiny("-n", "2", "--seed", seed.group(1), "a b c")))
        .isEqualTo(withoutTimes(drawn));
    assertThat(trace.get("sampler").get("seed").asLong()).isEqualTo(1);
    assertThat(tiny("-n", "2", "--temp", "0", "a b c").out()).doesNotContain("--seed");
  }

  @Test
  void moreTokensThanTheContextHoldsEndWithIt() {
    Run.Result result = tiny("--ctx", "16", "-n", "1000000", "a b c");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("If it stopped after a layer", "at the end (positions: 15)");
  }

  @Test
  void theTokenThatIsAskedForIsFollowed() {
    Run.Result result = tiny("-n", "6", "--ctx", "32", "--token", "9", "--seed", "1", "a b c d");

    assertThat(result.out())
        .contains("One query worked out: token 9,", "what follows token 9\n")
        .contains("The next token, number 10\n");
  }

  @Test
  void whatIsSwitchedOffIsSaidAndComparedWithTheWholeModel() throws IOException {
    Path file = folder.resolve("ablated.json");
    Run.Result result =
        tiny("-n", "1", "--ablate", "1.2", "--ablate-ffn", "0", "--trace", file.toString(), "a b");

    assertThat(result.out())
        .contains("switched off: head 1.2\n", "switched off: the feed-forward of layer 0\n")
        .containsPattern("KL divergence of the two distributions: \\d\\.\\d{4} nats");
    assertThat(Golden.JSON.readTree(file.toFile()).get("ablation").toString())
        .isEqualTo("{\"heads\":[[1,2]],\"feed_forwards\":[0]}");
    assertThat(tiny("-n", "1", "a b").out()).doesNotContain("witched off:", "KL divergence");
  }

  @Test
  void columnsFitScriptsOfEveryWidthAndDirection() {
    String mark = "\u200e";

    assertThat(ExplainLines.column("cat", 5)).isEqualTo("cat  ");
    assertThat(ExplainLines.column("\u732b", 5)).isEqualTo("\u732b   ");
    assertThat(ExplainLines.column("e\u0301", 3)).isEqualTo("e\u0301  ");
    assertThat(ExplainLines.column("elephants", 5)).isEqualTo("elep…");
    assertThat(ExplainLines.column("\u732b\u732b\u732b", 4)).isEqualTo("\u732b… ");
    assertThat(ExplainLines.column("\u0642\u0637", 4)).isEqualTo("\u0642\u0637  " + mark);
    assertThat(ExplainLines.columns("\u001b[1mcat\u001b[0m")).isEqualTo(3);
  }
}
