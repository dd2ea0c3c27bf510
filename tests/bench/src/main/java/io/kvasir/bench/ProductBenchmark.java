package io.kvasir.bench;

import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A matrix times the activations of one token and of many, on one thread, per weight format:
 * multiply-adds per nanosecond. The matrix is small enough to stay in a cache, so that this is the
 * speed of the arithmetic; what memory allows is in the columns of {@code kvasir bench}.
 */
public class ProductBenchmark extends MeasuredKernels {
  private static final int ROWS = 128;
  private static final int COLS = 2048;
  private static final int TOKENS = 128;
  private static final int REPEATS = 16; // of the product with one token

  /** Type of the weights. */
  @Param({
    "F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "IQ4_NL", "MXFP4", "Q2_K", "Q3_K",
    "Q4_K", "Q5_K", "Q6_K", "IQ4_XS"
  })
  public TensorType format = TensorType.F32;

  private final Kernels kernels = new VectorKernels();
  private final Kernels.Scratch scratch = kernels.newScratch();
  private final Rows x = new Rows(TOKENS, COLS);
  private final Rows out = new Rows(TOKENS, ROWS);
  private Tensor w =
      new Tensor("w", TensorType.F32, Shape.matrix(1, 1), MemorySegment.ofArray(new byte[4]));

  /** For JMH. */
  public ProductBenchmark() {}

  /** Fills the matrix and the activations. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = (float) random.nextGaussian();
    }
    MemorySegment data = Arena.ofAuto().allocate(format.bytes((long) ROWS * COLS));
    for (long at = 0; at < data.byteSize(); at++) {
      // every odd byte is the upper one of a binary16, bfloat16 or binary32 number near zero
      int bits = random.nextInt();
      data.set(ValueLayout.JAVA_BYTE, at, (byte) (at % 2 == 0 ? bits : (bits & 0x8f) | 0x20));
    }
    w = new Tensor("w", format, Shape.matrix(ROWS, COLS), data);
  }

  /**
   * One token, as in generation.
   *
   * @return the results
   */
  @Benchmark
  @OperationsPerInvocation(REPEATS * ROWS * COLS)
  public float[] oneToken() {
    for (int i = 0; i < REPEATS; i++) {
      multiply(1);
    }
    return out.data;
  }

  /**
   * 128 tokens, as in a prompt.
   *
   * @return the results
   */
  @Benchmark
  @OperationsPerInvocation(TOKENS * ROWS * COLS)
  public float[] manyTokens() {
    multiply(TOKENS);
    return out.data;
  }

  private void multiply(int tokens) {
    kernels.matmul(w, 0, ROWS, x.data, 0, COLS, tokens, out.data, 0, ROWS, scratch);
  }
}
