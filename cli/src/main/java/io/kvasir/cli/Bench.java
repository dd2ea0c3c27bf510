package io.kvasir.cli;

import com.sun.management.ThreadMXBean;
import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.EngineInfo;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.Statistics;
import io.kvasir.model.kernel.Roofline;
import io.kvasir.model.load.WeightCosts;
import io.kvasir.model.observe.ModelCost;
import io.kvasir.model.sample.SamplerSpec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

/** Runs a test until it is warm, then several times more. */
final class Bench {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What is measured.
   *
   * @param prompt tokens of the prompt, 0 for a test of new tokens
   * @param fresh new tokens, 0 for a test of the prompt
   * @param depth tokens in the cache before the new ones
   */
  record Test(int prompt, int fresh, int depth) {

    /** Named as llama-bench names it. */
    String name() {
      return (prompt > 0 ? "pp" + prompt : "tg" + fresh) + (depth > 0 ? " @ d" + depth : "");
    }

    int tokens() {
      return prompt > 0 ? prompt : fresh;
    }

    /**
     * Positions that a run takes. The first new token comes out of the prompt's pass; where none
     * fits behind a prompt, its pass has no logits. Nothing comes after the last new token.
     */
    int positions() {
      return prompt > 0 ? prompt : depth + 1 + fresh + 1;
    }

    /** Positions that a pass of one token sees in the middle of a run. */
    int middle() {
      return depth + 1 + fresh / 2;
    }
  }

  /**
   * What one test gave.
   *
   * @param seconds of each run, ascending
   * @param cacheBytes bytes of the cache that a new token in the middle of a run reads
   * @param allocated bytes of heap that a new token took after the first, on all threads, without
   *     the cache, in the run that took least; what is handed out, with its text, is part of it
   */
  @SuppressWarnings("ArrayRecordComponent") // Nothing compares results.
  record Result(
      EngineInfo engine,
      WeightCosts costs,
      Roofline roofline,
      Test test,
      double[] seconds,
      long cacheBytes,
      double allocated) {

    double[] tokensPerSecond() {
      return Arrays.stream(seconds).map(s -> test.tokens() / s).sorted().toArray();
    }

    double median() {
      int n = seconds.length;
      return test.tokens() / ((seconds[(n - 1) / 2] + seconds[n / 2]) / 2);
    }

    double mean() {
      return Arrays.stream(tokensPerSecond()).average().orElseThrow();
    }

    /** The standard deviation of the runs' tokens per second; 0 of one run. */
    double deviation() {
      double[] speeds = tokensPerSecond();
      double mean = mean();
      double squares = Arrays.stream(speeds).map(s -> (s - mean) * (s - mean)).sum();
      return speeds.length < 2 ? 0 : Math.sqrt(squares / (speeds.length - 1));
    }

    /** The tokens a second that the machine allows: by reading bytes, or by multiply-adds. */
    double roof() {
      if (test.prompt() > 0) {
        double work =
            (double) test.prompt() * costs.multiplyAddsPerToken() + costs.outputMultiplyAdds();
        return roofline.multiplyAddsPerSecond() * test.prompt() / work;
      }
      return roofline.bytesPerSecond() / (costs.bytesPerToken() + cacheBytes);
    }

    /** Share of the roof that was reached. */
    double share() {
      return median() / roof();
    }
  }

  private final Kvasir kvasir;
  private final Roofline roofline;
  private final int runs;
  private final double warmUpSeconds;
  private final Interruption interruption;

  Bench(
      Kvasir kvasir, Roofline roofline, int runs, double warmUpSeconds, Interruption interruption) {
    this.kvasir = kvasir;
    this.roofline = roofline;
    this.runs = runs;
    this.warmUpSeconds = warmUpSeconds;
    this.interruption = interruption;
  }

  /** Seconds from the start of this process to the first token that a model gives. */
  static double firstTokenSeconds(Kvasir kvasir, Interruption interruption) {
    run(kvasir, new int[] {0}, greedy(1), interruption);
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - started) * 1e-3;
  }

  /**
   * Measures a test.
   *
   * @param finished is called behind the warm-up and behind each run
   */
  Result measure(Test test, Runnable finished) {
    boolean prompt = test.prompt() > 0;
    int[] ids =
        new Random(42)
            .ints(prompt ? test.prompt() : test.depth() + 1, 0, kvasir.config().vocabulary())
            .toArray();
    GenerateOptions options = greedy(prompt ? 1 : test.fresh() + 1);
    long warm = System.nanoTime() + (long) (warmUpSeconds * 1e9);
    do {
      run(kvasir, ids, options, interruption);
    } while (System.nanoTime() < warm);
    finished.run();
    double[] seconds = new double[runs];
    double allocated = Double.POSITIVE_INFINITY;
    for (int i = 0; i < runs; i++) {
      Run run = run(kvasir, ids, options, interruption);
      Statistics statistics = run.statistics();
      finished.run();
      allocated = Math.min(allocated, (double) run.allocated() / test.tokens());
      seconds[i] = prompt ? statistics.promptSeconds() : statistics.newSeconds();
    }
    Arrays.sort(seconds);
    return new Result(
        kvasir.engine(), kvasir.costs(), roofline, test, seconds, cacheBytes(test), allocated);
  }

  private long cacheBytes(Test test) {
    int bytes = kvasir.engine().cacheType().equals("f16") ? Short.BYTES : Float.BYTES;
    WeightCosts costs = kvasir.costs();
    return ModelCost.of(kvasir.config(), costs.multiplyAddsPerToken(), costs.outputMultiplyAdds())
        .cacheBytes(test.middle(), numbers -> bytes * numbers);
  }

  private static GenerateOptions greedy(int tokens) {
    return GenerateOptions.defaults()
        .sampler(SamplerSpec.greedy())
        .maxTokens(tokens)
        .ignoreEnd(true);
  }

  /**
   * One generation.
   *
   * @param allocated bytes of heap from the first new token to the last, without the cache
   */
  private record Run(Statistics statistics, long allocated) {}

  private static Run run(
      Kvasir kvasir, int[] ids, GenerateOptions options, Interruption interruption) {
    try (Generation generation = kvasir.start(ids, options)) {
      interruption.onRequest(generation::stop);
      generation.prefill();
      if (generation.hasNext()) {
        generation.next();
      }
      long cache = generation.statistics().cacheBytes();
      long before = allocatedBytes();
      while (generation.hasNext()) {
        generation.next();
      }
      long after = allocatedBytes();
      if (interruption.requested()) {
        throw new CancellationException("stopped before the end of the measurement");
      }
      Statistics statistics = generation.statistics();
      return new Run(statistics, after - before - (statistics.cacheBytes() - cache));
    }
  }

  /** Of all threads that ever ran. */
  private static long allocatedBytes() {
    return THREADS.getTotalThreadAllocatedBytes();
  }
}
