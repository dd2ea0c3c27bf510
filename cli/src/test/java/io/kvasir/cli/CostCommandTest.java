package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the tiny model: grouped heads, two layers, 256 positions. */
class CostCommandTest {

  @TempDir Path temporary;

  private static Run.Result cost(String... more) {
    String[] first = {"cost", "-m", Run.TINY, "--threads", "1", "--seconds"};
    String[] all = new String[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Run.of(all);
  }

  @Test
  void whatIsCountedIsAlwaysTheSame() {
    Run.Result result = cost("0");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith("as it is: ")
        .contains("real", "hypothetical", "this run holds f32")
        .contains("the same tokens and log-probabilities, bit for bit")
        .doesNotContain(" ms ");
    assertThat(result.out()).isEqualTo(cost("0").out());
  }

  @Test
  void withoutTheCacheTheWorkGrowsWithThePosition() throws IOException {
    JsonNode json = Golden.JSON.readTree(cost("0", "--json", "--positions", "0,3,255").out());

    JsonNode rows = json.get("positions");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).get("multiply_adds"))
        .isEqualTo(rows.get(0).get("multiply_adds_without"));
    double three = rows.get(1).get("multiply_adds").asDouble();
    assertThat(rows.get(1).get("multiply_adds_without").asDouble()).isBetween(2 * three, 4 * three);
    assertThat(rows.get(2).get("milliseconds").isNull()).isTrue();
    assertThat(json.get("proven_tokens").asInt()).isPositive();
    int real = 0;
    for (JsonNode variant : json.get("variants")) {
      for (JsonNode cache : variant.get("cache")) {
        real += cache.get("real").asBoolean() ? 1 : 0;
      }
      assertThat(variant.at("/cache/0/bytes").asLong())
          .isEqualTo(2 * variant.at("/cache/1/bytes").asLong());
    }
    assertThat(real).isEqualTo(1);
    assertThat(json.at("/variants/0/cache/0/real").asBoolean()).isTrue();
  }

  @Test
  void whatThereIsTimeForIsMeasuredAndDrawn() throws Exception {
    Path file = temporary.resolve("cost.svg");
    Run.Result result = cost("60", "--positions", "0,8", "--svg", file.toString());

    assertThat(result.out()).contains(" ms ").containsPattern("\n +8 .*\\d\\.\\d\\d ");
    String svg = Files.readString(file);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(svg)
        .contains("<title>", "<desc>", "with the cache", "without (dashed)", "hypothetical")
        .contains("milliseconds of a token, measured")
        .doesNotContain("href", "NaN", "Infinity")
        .isNotEmpty();
  }

  @Test
  void theLastPositionsOfTheContextAreMeasuredToo() throws IOException {
    Run.Result result = cost("8", "--ctx", "16", "--positions", "13,14,15", "--json");

    assertThat(result.err()).isEmpty();
    for (JsonNode row : Golden.JSON.readTree(result.out()).get("positions")) {
      assertThat(row.get("milliseconds").asDouble()).isPositive();
      assertThat(row.get("milliseconds_without").asDouble()).isPositive();
    }
  }

  @Test
  void aPositionBeyondTheContextIsWrongUsage() {
    assertThat(cost("0", "--positions", "256").err()).contains("wanted 0 to 255").hasLineCount(1);
    assertThat(cost("-1").err()).contains("--seconds -1.0: wanted").hasLineCount(1);
    assertThat(cost("-1").exit()).isEqualTo(2);
  }
}
