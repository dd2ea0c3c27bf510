package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kvasir.tools.heads.HeadKind;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On the tiny model, whose heads are random: what is printed, not what is found. */
class HeadsCommandTest {

  /** A run takes a second or so: one of each form serves all tests. */
  private static final Run.Result PLAIN =
      Run.of("heads", "-m", Run.TINY, "--threads", "1", "--all");

  @Test
  void everyKindNamesItsBestHeadsAndWhatAnEvenHeadWouldScore() {
    Run.Result result = PLAIN;

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out().lines().findFirst().orElseThrow())
        .matches("2 layers, \\d+ heads of attention; \\d+ stories .* pairs of sentences");
    for (HeadKind kind : HeadKind.values()) {
      assertThat(result.out()).containsPattern(kind.title() + " .*" + kind.target());
    }
    assertThat(result.out()).containsPattern("previous-token .* [01]\\.\\d [01]\\.\\d\\d ");
    assertThat(result.out()).contains("the whole model", "best of induction off: ");
  }

  @Test
  void allHeadsAreShownOnDemandWithoutMeaningByColourAlone() {
    String plain = PLAIN.out();
    Run coloured = new Run().terminals("out").environment(Map.of("TERM", "xterm"));
    String colour = coloured.with("heads", "-m", Run.TINY, "--threads", "1", "--all").out();

    assertThat(plain).contains("layer 1 ", "head 3").doesNotContain("\u001b");
    assertThat(colour).contains("\u001b[1m");
    assertThat(colour.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(plain);
  }

  @Test
  void jsonHoldsAllScoresTheBestFirst() throws IOException {
    JsonNode json =
        Golden.JSON.readTree(Run.of("heads", "-m", Run.TINY, "--threads", "1", "--json").out());

    assertThat(json.get("layers").asInt()).isEqualTo(2);
    assertThat(json.get("kinds")).hasSize(HeadKind.values().length);
    for (JsonNode kind : json.get("kinds")) {
      JsonNode heads = kind.get("heads");
      assertThat(heads.size()).as(kind.get("kind").asText()).isIn(0, json.get("heads").asInt());
      for (int i = 0; i < heads.size(); i++) {
        assertThat(heads.get(i).get("score").asDouble()).isBetween(0.0, 1.001);
        assertThat(heads.get(i).get("even").asDouble()).isBetween(0.0, 1.0);
        assertThat(i == 0 ? 2 : heads.get(i - 1).get("score").asDouble())
            .isGreaterThanOrEqualTo(heads.get(i).get("score").asDouble());
      }
    }
    JsonNode best = json.get("kinds").get(2).get("heads").get(0);
    assertThat(json.at("/self_test/best_off/off/0").asText())
        .isEqualTo(best.get("layer").asText() + "." + best.get("head").asText());
    assertThat(json.at("/self_test/whole/off")).isEmpty();
    assertThat(json.at("/self_test/whole/new").asDouble()).isPositive();
  }
}
