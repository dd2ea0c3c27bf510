package io.kvasir.model.kernel;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * What a machine can do at most with some threads, measured: no decode is faster than the bytes of
 * a pass are read, no prefill faster than its multiply-adds are done (Williams et al. 2009, the
 * roofline model).
 *
 * @param bytesPerSecond of a plain loop that reads the weights once
 * @param multiplyAddsPerSecond of a loop that touches no memory
 */
public record Roofline(double bytesPerSecond, double multiplyAddsPerSecond) {
  private static final int ROUNDS = 5;
  private static final double SECONDS = 0.4;
  private static final int LINE = 16; // numbers that share no cache line with another thread's
  private static final int PART = 1 << 18; // bytes, a few of which a thread takes at a time
  private static final int REPEATS = 200_000;

  /**
   * Measures the best of a few rounds.
   *
   * @param kernels the arithmetic and the threads
   * @param data bytes to read, such as the matrices of a model
   * @return the two roofs
   */
  public static Roofline measure(ParallelKernels kernels, List<MemorySegment> data) {
    List<MemorySegment> parts = parts(data);
    return new Roofline(best(() -> read(kernels, parts)), best(() -> multiplyAdd(kernels)));
  }

  /** The most that a round does in a second, when the compiler has done its work too. */
  private static double best(LongSupplier round) {
    double best = 0;
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS || System.nanoTime() - start < SECONDS * 1e9; i++) {
      long begin = System.nanoTime();
      long done = round.getAsLong();
      best = Math.max(best, done * 1e9 / Math.max(1, System.nanoTime() - begin));
    }
    return best;
  }

  /** Reads all data once; returns the number of bytes. */
  private static long read(ParallelKernels kernels, List<MemorySegment> parts) {
    long[] sinks = new long[LINE * kernels.threads()];
    kernels.forEach(
        parts.size(),
        (from, to, worker) -> {
          for (MemorySegment part : parts.subList(from, to)) {
            sinks[LINE * worker] += kernels.kernels().read(part);
          }
        });
    return parts.stream().mapToLong(MemorySegment::byteSize).sum();
  }

  /** Pieces that all threads can share, also of many small matrices. */
  private static List<MemorySegment> parts(List<MemorySegment> data) {
    List<MemorySegment> parts = new ArrayList<>();
    for (MemorySegment segment : data) {
      for (long at = 0; at < segment.byteSize(); at += PART) {
        parts.add(segment.asSlice(at, Math.min(PART, segment.byteSize() - at)));
      }
    }
    return parts;
  }

  /** Multiplies and adds on all threads; returns how often. */
  private static long multiplyAdd(ParallelKernels kernels) {
    float[] sinks = new float[LINE * kernels.threads()];
    long[] done = new long[LINE * kernels.threads()];
    kernels.forEach(
        8 * kernels.threads(),
        (from, to, worker) -> {
          for (int i = from; i < to; i++) {
            done[LINE * worker] += kernels.kernels().multiplyAdds(REPEATS, sinks, LINE * worker);
          }
        });
    return LongStream.of(done).sum();
  }
}
