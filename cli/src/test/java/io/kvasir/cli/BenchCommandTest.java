package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

  @Test
  void bothTestsAreMeasuredAsOftenAsAskedFor() throws IOException {
    JsonNode json =
        Golden.JSON.readTree(
            Run.of(
                    "bench",
                    "-m",
                    Run.TINY,
                    "-p",
                    "8",
                    "-n",
                    "4",
                    "-r",
                    "3",
                    "--warm-up",
                    "0",
                    "--json")
                .out());

    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("test").asText()).isEqualTo("pp8");
    assertThat(json.get(1).get("test").asText()).isEqualTo("tg4");
    for (JsonNode test : json) {
      assertThat(test.get("tokens_per_second")).hasSize(3).allMatch(n -> n.asDouble() > 0);
      assertThat(test.get("median_tokens_per_second").asDouble())
          .isEqualTo(test.get("tokens_per_second").get(1).asDouble());
    }
  }

  @Test
  void theTableNamesModelAndTests() {
    Run.Result result =
        Run.of("bench", "-m", Run.TINY, "-p", "0", "-n", "4", "-r", "1", "--warm-up", "0");

    assertThat(result.out()).contains("| tiny-llama ").contains("tg4").doesNotContain("pp");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void theMedianOfAnEvenNumberOfRunsLiesBetweenTheMiddleTwo() {
    assertThat(new Bench.Result("tg1", new double[] {1, 2, 4, 9}).median()).isEqualTo(3);
    assertThat(new Bench.Result("tg1", new double[] {1, 2, 9}).median()).isEqualTo(2);
  }
}
