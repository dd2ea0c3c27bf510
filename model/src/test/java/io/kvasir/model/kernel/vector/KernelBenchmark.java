package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import jdk.incubator.vector.FloatVector;

/**
 * Speed of the kernels per weight format, beside what the machine can do in the same run: a plain
 * read loop over the same mapped file (the roof of one token) and fused multiply-adds in registers
 * (the roof of many tokens). Start it with {@code --add-modules jdk.incubator.vector}; arguments:
 * threads, columns, rounds, then formats (all, if none is named). Figures are the best of the
 * rounds, which are taken in turn.
 */
final class KernelBenchmark {
  private static final long FILE_BYTES = 256L << 20;
  private static final long MATRIX_BYTES = 16L << 20;
  private static final int TOKENS = 128;
  private static final long PREFILL_WORK = 200_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int cols;
  private final ParallelKernels kernels;
  private final MemorySegment file;
  private final Rows x;
  private final float[] sinks = new float[64];
  private long part;

  private KernelBenchmark(int threads, int cols, MemorySegment file) {
    this.cols = cols;
    this.file = file;
    kernels = new ParallelKernels(new VectorKernels(), threads);
    x = new Rows(TOKENS, cols);
    Random random = new Random(1);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = (float) random.nextGaussian();
    }
  }

  public static void main(String[] args) throws IOException {
    int threads = Integer.parseInt(args[0]);
    int cols = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    List<TensorType> types = new ArrayList<>();
    for (String name : Arrays.asList(args).subList(3, args.length)) {
      types.add(TensorType.valueOf(name));
    }
    if (types.isEmpty()) {
      types.addAll(List.of(TensorType.values()));
    }
    types.removeIf(type -> cols % type.blockElements() != 0);
    Path path = Files.createTempFile("kvasir", ".bin");
    try (Arena arena = Arena.ofShared();
        FileChannel channel =
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES, arena);
      fill(file);
      new KernelBenchmark(threads, cols, file).run(types, rounds);
    } finally {
      Files.delete(path);
    }
  }

  /**
   * Bytes that are plausible as blocks of any format: as binary16, bfloat16 and binary32 numbers
   * they are small and normal.
   */
  private static void fill(MemorySegment file) {
    byte[] bytes = new byte[1 << 20];
    new Random(2).nextBytes(bytes);
    for (int i = 1; i < bytes.length; i += 2) {
      bytes[i] = (byte) ((bytes[i] & 0x8f) | 0x20);
    }
    for (long at = 0; at < file.byteSize(); at += bytes.length) {
      MemorySegment.copy(bytes, 0, file, java.lang.foreign.ValueLayout.JAVA_BYTE, at, bytes.length);
    }
  }

  private void run(List<TensorType> types, int rounds) {
    double read = 0;
    double peak = 0;
    double[][] best = new double[types.size()][3];
    for (int round = 0; round < rounds; round++) {
      read = Math.max(read, read());
      peak = Math.max(peak, peak());
      for (int i = 0; i < types.size(); i++) {
        Tensor w = matrix(types.get(i), MATRIX_BYTES);
        Tensor small = matrix(types.get(i), 128 << 10);
        best[i][0] = Math.max(best[i][0], multiply(w, 1, 1));
        best[i][1] = Math.max(best[i][1], multiply(small, 1, 40));
        int rows = (int) Math.min(w.shape().rows(), PREFILL_WORK / cols / TOKENS);
        best[i][2] = Math.max(best[i][2], multiply(w.rows(0, rows), TOKENS, 1));
      }
    }
    kernels.close();
    System.out.printf(
        "%s, %d threads, %d columns%n", kernels.kernels().name(), kernels.threads(), cols);
    System.out.printf("read %.1f GB/s, multiply-add %.1f GMAC/s%n", read, peak);
    System.out.println("format     one token            of read   in cache   128 tokens   of peak");
    for (int i = 0; i < types.size(); i++) {
      TensorType type = types.get(i);
      double bytes = (double) type.blockBytes() / type.blockElements();
      System.out.printf(
          "%-8s %6.2f Gw/s %5.1f GB/s    %4.2f   %5.1f Gw/s  %6.1f GMAC/s   %4.2f%n",
          type,
          best[i][0],
          best[i][0] * bytes,
          best[i][0] * bytes / read,
          best[i][1],
          best[i][2],
          best[i][2] / peak);
    }
  }

  /** A matrix somewhere else in the file each time, so that no cache has it. */
  private Tensor matrix(TensorType type, long size) {
    int rows = (int) (size / type.bytes(cols));
    long bytes = type.bytes((long) rows * cols);
    long at = part++ % (FILE_BYTES / MATRIX_BYTES) * MATRIX_BYTES;
    return new Tensor("w", type, Shape.matrix(rows, cols), file.asSlice(at, bytes));
  }

  /** Multiplications per nanosecond. */
  private double multiply(Tensor w, int tokens, int times) {
    Rows out = new Rows(tokens, w.shape().rows());
    long begin = now();
    for (int i = 0; i < times; i++) {
      kernels.matmul(w, x, tokens, out);
    }
    return (double) w.shape().elements() * tokens * times / (now() - begin);
  }

  /** Bytes per nanosecond of a plain loop. */
  private double read() {
    MemorySegment w =
        file.asSlice(part++ % (FILE_BYTES / MATRIX_BYTES) * MATRIX_BYTES, MATRIX_BYTES);
    int pages = (int) (MATRIX_BYTES >> 12);
    long begin = now();
    kernels.forEach(
        pages, (from, to, worker) -> sinks[worker] += sum(w, (long) from << 12, (long) to << 12));
    return (double) MATRIX_BYTES / (now() - begin);
  }

  /**
   * One thread is charged the time that it ran, which a busy machine disturbs less; more threads
   * are timed by the clock.
   */
  private long now() {
    return kernels.threads() == 1 ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }

  private static float sum(MemorySegment w, long from, long to) {
    FloatVector a = FloatVector.broadcast(FLOATS, 0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    long step = 4L * W;
    for (long at = from; at < to; at += 4 * step) {
      a = a.add(FloatVector.fromMemorySegment(FLOATS, w, at, Bytes.ORDER));
      b = b.add(FloatVector.fromMemorySegment(FLOATS, w, at + step, Bytes.ORDER));
      c = c.add(FloatVector.fromMemorySegment(FLOATS, w, at + 2 * step, Bytes.ORDER));
      d = d.add(FloatVector.fromMemorySegment(FLOATS, w, at + 3 * step, Bytes.ORDER));
    }
    return a.add(b).add(c.add(d)).lane(0);
  }

  /** Multiplications per nanosecond of loops that touch no memory. */
  private double peak() {
    int times = 1_000_000;
    int items = 4 * kernels.threads();
    long[] done = new long[kernels.threads()];
    long begin = now();
    kernels.forEach(
        items,
        (from, to, worker) -> {
          for (int i = from; i < to; i++) {
            done[worker] += kernels.kernels().multiplyAdds(times, sinks, worker);
          }
        });
    return (double) LongStream.of(done).sum() / (now() - begin);
  }
}
