package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.Statistics;
import io.kvasir.model.sample.SamplerSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;

/** Runs a test until it is warm, then several times more. */
final class Bench {

  /**
   * What one test gave.
   *
   * @param test {@code pp} and tokens of the prompt, or {@code tg} and new tokens
   * @param tokensPerSecond one figure per run, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // Nothing compares results.
  record Result(String test, double[] tokensPerSecond) {

    double median() {
      int n = tokensPerSecond.length;
      return (tokensPerSecond[(n - 1) / 2] + tokensPerSecond[n / 2]) / 2;
    }

    /** Half of the distance between the fastest and the slowest run. */
    double spread() {
      return (tokensPerSecond[tokensPerSecond.length - 1] - tokensPerSecond[0]) / 2;
    }
  }

  private final Kvasir kvasir;
  private final int runs;
  private final double warmUpSeconds;
  private final Interruption interruption;

  Bench(Kvasir kvasir, int runs, double warmUpSeconds, Interruption interruption) {
    this.kvasir = kvasir;
    this.runs = runs;
    this.warmUpSeconds = warmUpSeconds;
    this.interruption = interruption;
  }

  Result prompt(int tokens) {
    return measure("pp" + tokens, tokens, 1, Statistics::promptTokensPerSecond);
  }

  /** The first new token comes out of the prompt's pass: one more is asked for. */
  Result generation(int tokens) {
    return measure("tg" + tokens, 1, tokens + 1, Statistics::newTokensPerSecond);
  }

  private Result measure(
      String test, int prompt, int most, ToDoubleFunction<Statistics> tokensPerSecond) {
    int[] ids = new Random(42).ints(prompt, 0, kvasir.config().vocabulary()).toArray();
    GenerateOptions options =
        GenerateOptions.defaults().sampler(SamplerSpec.greedy()).maxTokens(most).ignoreEnd(true);
    long warm = System.nanoTime() + (long) (warmUpSeconds * 1e9);
    do {
      run(ids, options);
    } while (System.nanoTime() < warm);
    double[] figures = new double[runs];
    for (int i = 0; i < runs; i++) {
      figures[i] = tokensPerSecond.applyAsDouble(run(ids, options));
    }
    Arrays.sort(figures);
    return new Result(test, figures);
  }

  private Statistics run(int[] ids, GenerateOptions options) {
    try (Generation generation = kvasir.start(ids, options)) {
      interruption.onRequest(generation::stop);
      while (generation.hasNext()) {
        generation.next();
      }
      if (interruption.requested()) {
        throw new CancellationException("stopped before the end of the measurement");
      }
      return generation.statistics();
    }
  }
}
