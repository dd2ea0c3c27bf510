package io.kvasir.bench;

import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * Weights of four or six bits times activations, as floats and rounded to eight bits, on one
 * thread: multiply-adds per nanosecond. Rounding the activations is part of it, packing the weights
 * is not.
 */
public class RoundedProductBenchmark extends MeasuredKernels {
  private static final int ROWS = 512;
  private static final int COLS = 2048;
  private static final int TOKENS = 128;

  /** Type of the weights. */
  @Param({"Q4_0", "Q4_1", "Q4_K", "Q6_K"})
  public TensorType format = TensorType.Q4_0;

  /** How activations meet them. */
  @Param({"FLOAT", "INT8"})
  public Activations activations = Activations.FLOAT;

  private final Arena arena = Arena.ofShared();
  private final Products products = new Products(1);
  private final Rows x = new Rows(TOKENS, COLS);
  private final Rows out = new Rows(TOKENS, ROWS);
  private ParallelKernels kernels = new ParallelKernels(new VectorKernels(), 1);
  private Tensor w =
      new Tensor("w", TensorType.F32, Shape.matrix(1, 1), MemorySegment.ofArray(new byte[4]));

  /** For JMH. */
  public RoundedProductBenchmark() {}

  /** Fills the matrix and the activations. */
  @Setup
  public void fill() {
    kernels.close();
    kernels = new ParallelKernels(new VectorKernels(), 1, activations, Long.MAX_VALUE);
    Random random = new Random(1);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = (float) random.nextGaussian();
    }
    MemorySegment data = arena.allocate(format.bytes((long) ROWS * COLS));
    for (long at = 0; at < data.byteSize(); at++) {
      // every odd byte is the upper one of a binary16 near zero
      int bits = random.nextInt();
      data.set(ValueLayout.JAVA_BYTE, at, (byte) (at % 2 == 0 ? bits : (bits & 0x8f) | 0x20));
    }
    w = new Tensor("w", format, Shape.matrix(ROWS, COLS), data);
  }

  /** Ends the threads and gives the memory back. */
  @TearDown
  public void close() {
    kernels.close();
    arena.close();
  }

  /**
   * One token, as in generation.
   *
   * @return the results
   */
  @Benchmark
  @OperationsPerInvocation(ROWS * COLS)
  public float[] oneToken() {
    kernels.matmul(products.clear().add(w, x, 0, 1, out, 0));
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
    kernels.matmul(products.clear().add(w, x, 0, TOKENS, out, 0));
    return out.data;
  }
}
