package io.kvasir.bench;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The kernels of attention over tiles of 64 keys and values, and the nonlinear functions, on one
 * thread: elements per nanosecond, which are multiply-adds for {@code dots} and {@code blend}.
 */
public class AttentionBenchmark extends MeasuredKernels {
  private static final int WIDTH = 64;
  private static final int KEYS = 64;
  private static final int TILES = 16;
  private static final int QUERIES = 32;
  private static final int ELEMENTS = QUERIES * KEYS;

  /** Queries at a time: a block of a prompt, or the heads of a group in generation. */
  @Param({"4", "32"})
  public int queries = QUERIES;

  private final Kernels kernels = new VectorKernels();
  private final float[] q = new float[QUERIES * WIDTH];
  private final float[] cache = new float[TILES * KEYS * WIDTH];
  private final short[] halves = new short[TILES * KEYS * WIDTH];
  private final float[] scores = new float[ELEMENTS];
  private final float[] out = new float[QUERIES * WIDTH];

  /** For JMH. */
  public AttentionBenchmark() {}

  /** Fills queries, cache and weights. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    for (float[] a : new float[][] {q, cache, scores}) {
      for (int i = 0; i < a.length; i++) {
        a[i] = (float) random.nextGaussian();
      }
    }
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float.floatToFloat16(cache[i]);
    }
  }

  /**
   * Queries times latents, which stand as rows; always 32 queries in all.
   *
   * @return the scores of the last tile
   */
  @Benchmark
  @OperationsPerInvocation(TILES * KEYS * WIDTH * QUERIES)
  public float[] dots() {
    for (int tile = 0; tile < TILES; tile++) {
      for (int i = 0; i < QUERIES; i += queries) {
        int at = tile * KEYS * WIDTH;
        kernels.dots(
            q, i * WIDTH, WIDTH, queries, cache, at, WIDTH, KEYS, WIDTH, scores, i * KEYS, KEYS);
      }
    }
    return scores;
  }

  /**
   * Weights times values, or queries times keys, which stand as columns; always 32 queries in all.
   *
   * @return the sums
   */
  @Benchmark
  @OperationsPerInvocation(TILES * KEYS * WIDTH * QUERIES)
  public float[] blend() {
    for (int tile = 0; tile < TILES; tile++) {
      for (int i = 0; i < QUERIES; i += queries) {
        int at = tile * KEYS * WIDTH;
        kernels.blend(
            scores, i * KEYS, KEYS, queries, cache, at, WIDTH, KEYS, WIDTH, out, i * WIDTH, WIDTH);
      }
    }
    return out;
  }

  /**
   * The same with values that are held as halves.
   *
   * @return the sums
   */
  @Benchmark
  @OperationsPerInvocation(TILES * KEYS * WIDTH * QUERIES)
  public float[] blendHalves() {
    for (int tile = 0; tile < TILES; tile++) {
      for (int i = 0; i < QUERIES; i += queries) {
        int at = tile * KEYS * WIDTH;
        kernels.blend(
            scores, i * KEYS, KEYS, queries, halves, at, WIDTH, KEYS, WIDTH, out, i * WIDTH, WIDTH);
      }
    }
    return out;
  }

  /**
   * Exponentials of numbers that stay small.
   *
   * @return the results
   */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public float[] exp() {
    kernels.exp(scores, 0, ELEMENTS, 1);
    return scores;
  }

  /**
   * The function of most feed-forward layers.
   *
   * @return the results
   */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public float[] silu() {
    kernels.activate(Activation.SILU, scores, 0, ELEMENTS);
    return scores;
  }
}
