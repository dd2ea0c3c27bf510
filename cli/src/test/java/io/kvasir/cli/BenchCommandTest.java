package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

  @Test
  void everyCombinationIsMeasuredAsOftenAsAskedFor() throws IOException {
    Run.Result result =
        Run.of(
            "bench",
            "-m",
            Run.TINY,
            "-p",
            "8,3",
            "-n",
            "4",
            "-d",
            "0,5",
            "-t",
            "1,2",
            "-r",
            "3",
            "--warm-up",
            "0",
            "--output",
            "json");
    JsonNode json = Golden.JSON.readTree(result.out());

    assertThat(result.err()).isEmpty();
    assertThat(json.findValuesAsText("test"))
        .containsExactly("pp8", "pp3", "tg4", "tg4 @ d5", "pp8", "pp3", "tg4", "tg4 @ d5");
    assertThat(json.findValuesAsText("n_threads"))
        .containsExactly("1", "1", "1", "1", "2", "2", "2", "2");
    for (JsonNode test : json) {
      assertThat(test.get("samples_ts")).hasSize(3).allMatch(n -> n.asDouble() > 0);
      assertThat(test.get("median_ts").asDouble())
          .isCloseTo(test.get("samples_ts").get(1).asDouble(), within(1e-6));
      assertThat(test.get("avg_ts").asDouble()).isPositive();
      assertThat(test.get("bytes_allocated_per_new_token").isNull())
          .isEqualTo(test.get("n_gen").asInt() == 0);
      assertThat(test.get("first_token_seconds").asDouble()).isPositive();
      assertThat(test.get("read_bytes_per_second").asDouble()).isPositive();
      assertThat(test.get("multiply_adds_per_second").asDouble()).isPositive();
      assertThat(test.get("of_roof").asDouble())
          .isCloseTo(
              test.get("median_ts").asDouble() / test.get("roof_ts").asDouble(), within(1e-9));
    }
  }

  @Test
  void everyModeIsMeasuredWithEveryTypeOfTheCache() throws IOException {
    Run.Result result =
        Run.of(
            ("bench -p 0 -n 2 -t 1 -r 1 --warm-up 0 --output json --activations float,auto"
                    + " --kv-type f32,f16 -m "
                    + Run.TINY)
                .split(" ", -1));
    JsonNode json = Golden.JSON.readTree(result.out());

    assertThat(json.findValuesAsText("type_k")).containsExactly("f32", "f16", "f32", "f16");
    assertThat(json.findValuesAsText("type_v")).containsExactly("f32", "f16", "f32", "f16");
  }

  @Test
  void everyFormHasOneEntryPerTest() throws IOException {
    String[] lines = measured("jsonl").out().split("\n", -1);
    assertThat(lines).hasSize(3);
    assertThat(Golden.JSON.readTree(lines[0]).get("n_prompt").asInt()).isEqualTo(8);
    assertThat(Golden.JSON.readTree(lines[1]).get("n_gen").asInt()).isEqualTo(4);

    String[] csv = measured("csv").out().split("\n", -1);
    assertThat(csv).hasSize(4);
    assertThat(csv[1].split(",", -1)).hasSameSizeAs(csv[0].split(",", -1));
    assertThat(csv[0]).contains("median_ts", "stddev_ts", "roof_ts", "first_token_seconds");
  }

  private static Run.Result measured(String form) {
    return Run.of(
        "bench", "-m", Run.TINY, "-p", "8", "-n", "4", "-r", "1", "--warm-up", "0", "-o", form);
  }

  @Test
  void theTableNamesModelAndTests() {
    Run.Result result =
        Run.of("bench", "-m", Run.TINY, "-p", "0", "-n", "4", "-r", "1", "--warm-up", "0");

    assertThat(result.out()).contains("| tiny-llama ").contains("tg4").doesNotContain("pp");
    assertThat(result.out()).contains("GB/s").contains("bytes of heap").contains("first token");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void aPromptMayFillTheContext() {
    Run.Result result =
        Run.of("bench", "-m", Run.TINY, "-p", "128", "-n", "0", "-r", "1", "--warm-up", "0");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("pp128");
  }

  @Test
  void allThreadCountsAreCheckedBeforeAnythingIsMeasured() {
    Run.Result result = Run.of("bench", "-m", Run.TINY, "-t", "1,0", "-r", "1000000");

    assertThat(result.err()).isEqualTo("kvasir: --threads 0: wanted a number from 1 to 1024\n");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void wrongNumbersAreUsageErrors() {
    assertThat(Run.of("bench", "-m", Run.TINY, "-p", "0", "-n", "0").exit()).isEqualTo(2);
    assertThat(Run.of("bench", "-m", Run.TINY, "-p", "8,-1").err()).contains("-p -1");
    assertThat(Run.of("bench", "-m", Run.TINY, "-t", "0").exit()).isEqualTo(2);
    assertThat(Run.of("bench", "-m", Run.TINY, "-o", "xml").exit()).isEqualTo(2);
  }
}
