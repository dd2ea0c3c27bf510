package io.kvasir.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Lets both libraries run in turn, again and again, each time in a virtual machine of its own. On a
 * machine that others use too, the ratio of neighbouring runs says more than either figure.
 */
public final class Rounds {
  private static final List<String> LIBRARIES = List.of("kvasir", "huggingface");

  private Rounds() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments the number of rounds
   * @throws RunnerException if JMH cannot run
   */
  public static void main(String[] arguments) throws RunnerException {
    int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    System.out.printf(
        Locale.ROOT,
        "%d rounds, Java %s, %d processors%n",
        rounds,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors());
    for (String tokenizer : List.of("llama3", "qwen3")) {
      report(EncodeBenchmark.class, tokenizer, "documents of 4,000 chars/s", rounds, false);
      report(LoadBenchmark.class, tokenizer, "ms to load, fresh JVM", rounds, true);
    }
  }

  private static void report(
      Class<?> benchmark, String tokenizer, String unit, int rounds, boolean lessIsBetter)
      throws RunnerException {
    List<List<Double>> scores = List.of(new ArrayList<>(), new ArrayList<>());
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < LIBRARIES.size(); i++) {
        scores.get(i).add(score(benchmark, LIBRARIES.get(i), tokenizer));
      }
      double ratio = scores.get(0).getLast() / scores.get(1).getLast();
      ratios.add(lessIsBetter ? 1 / ratio : ratio);
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %s: kvasir %s, huggingface %s, times as fast %s%n",
        tokenizer,
        unit,
        summary(scores.get(0)),
        summary(scores.get(1)),
        summary(ratios));
  }

  private static double score(Class<?> benchmark, String library, String tokenizer)
      throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(benchmark.getSimpleName())
                    .param("library", library)
                    .param("tokenizer", tokenizer)
                    .jvmArgsAppend(
                        "-Dkvasir.shared=" + System.getProperty("kvasir.shared", "../shared"),
                        "-Dtext=" + System.getProperty("text", ""),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC")
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    return result.getPrimaryResult().getScore();
  }

  /** Median, and the least and the most. */
  private static String summary(List<Double> figures) {
    Double[] sorted = figures.toArray(Double[]::new);
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return String.format(
        Locale.ROOT,
        "%.4g (%.4g to %.4g)",
        median,
        Collections.min(figures),
        Collections.max(figures));
  }
}
