package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.sample.SamplerSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

/** Measures a token with and without the cache, as long as there is time. */
final class CostMeasure {
  /** Tokens before the first that is made both ways. */
  static final int PROMPT = 8;

  private static final int RUNS = 5;

  private final Kvasir kvasir;
  private final Interruption interruption;
  private long end = Long.MAX_VALUE; // nano time; begins when it is warm
  private final double seconds;

  CostMeasure(Kvasir kvasir, double seconds, Interruption interruption) {
    this.kvasir = kvasir;
    this.seconds = seconds;
    this.interruption = interruption;
  }

  /** A fifth of the time, so that compiled code is measured. */
  void warmUp() {
    long warm = System.nanoTime() + (long) (seconds * 0.2e9);
    int length = Math.min(16, kvasir.context() / 2);
    while (System.nanoTime() < warm) {
      try (Generation generation = start(ids(length), length)) {
        generation.forEachRemaining(emitted -> {});
      }
    }
    end = System.nanoTime() + (long) (seconds * 0.8e9);
  }

  /** Milliseconds of a pass of one token at a position; NaN if there is no time left. */
  double withCache(int position) {
    if (System.nanoTime() >= end) {
      return Double.NaN;
    }
    double[] times = new double[RUNS];
    int done = 0;
    try (Generation generation = start(ids(measured(position)), RUNS + 1)) {
      generation.next(); // the prompt's pass
      while (done < RUNS && generation.hasNext()) {
        times[done++] = time(generation);
      }
    }
    return median(Arrays.copyOf(times, done));
  }

  /**
   * Nothing can be generated behind the last position of the context, so that no generation takes a
   * token there: the one before it stands for it, with one key fewer to look at.
   */
  private int measured(int position) {
    return Math.max(0, Math.min(position, kvasir.context() - 2));
  }

  /** Milliseconds of a pass of all tokens up to a position; NaN if there is no time left. */
  double withoutCache(int position) {
    double[] times = new double[RUNS];
    int done = 0;
    long enough = System.nanoTime() + (long) (seconds * 0.05e9); // or one run that is longer
    while (done < RUNS && System.nanoTime() < (done == 0 ? end : Math.min(end, enough))) {
      try (Generation generation = start(ids(measured(position) + 1), 1)) {
        times[done++] = time(generation);
      }
    }
    return done == 0 ? Double.NaN : median(Arrays.copyOf(times, done));
  }

  /** Whether some tokens and their log-probabilities are the same bits both ways. */
  boolean sameWithoutCache(int count) {
    int[] text = Arrays.copyOf(ids(PROMPT), PROMPT + count);
    try (Generation cached = start(ids(PROMPT), count)) {
      for (int i = 0; i < count; i++) {
        Emitted with = cached.next();
        try (Generation anew = start(Arrays.copyOf(text, PROMPT + i), 1)) {
          Emitted without = anew.next();
          if (with.id() != without.id()
              || Double.doubleToLongBits(with.logProbability())
                  != Double.doubleToLongBits(without.logProbability())) {
            return false;
          }
        }
        text[PROMPT + i] = with.id();
      }
    }
    return true;
  }

  private Generation start(int[] ids, int tokens) {
    if (interruption.requested()) {
      throw new CancellationException("stopped before the end of the measurement");
    }
    GenerateOptions options =
        GenerateOptions.defaults()
            .sampler(SamplerSpec.greedy())
            .maxTokens(tokens)
            .ignoreEnd(true)
            .logProbabilities(true);
    return kvasir.start(ids, options);
  }

  /** Always the same: what is said does not change what it costs. */
  private int[] ids(int count) {
    return new Random(42).ints(count, 0, kvasir.config().vocabulary()).toArray();
  }

  private static double time(Generation generation) {
    long start = System.nanoTime();
    generation.next();
    return (System.nanoTime() - start) * 1e-6;
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
