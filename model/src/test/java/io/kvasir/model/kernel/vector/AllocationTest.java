package io.kvasir.model.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compiled kernels allocate nothing, on any thread. Vectors are objects until C2 has compiled their
 * loops, so each test runs rounds of 1,000 calls until a round has allocated nothing. After a round
 * that did it rests: on a busy machine, all rounds might else be over before the compiler is.
 */
@Tag("vector")
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 1_000;
  private static final int ROUNDS = 300;
  private static final long REST = 50_000_000; // nanoseconds

  /**
   * The helpers that live now; looked up before anything is measured, for the question itself
   * allocates.
   */
  private static long[] helpers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("kvasir-worker"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  /** Bytes that this thread and the helpers have allocated so far. */
  private static long allocated(long[] helpers) {
    long sum = THREADS.getCurrentThreadAllocatedBytes();
    for (long helper : helpers) {
      sum += THREADS.getThreadAllocatedBytes(helper);
    }
    return sum;
  }

  private static long leastOf(Runnable calls) {
    long[] helpers = helpers();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = allocated(helpers);
      for (int i = 0; i < CALLS; i++) {
        calls.run();
      }
      least = Math.min(least, allocated(helpers) - before);
      if (least > 0) {
        LockSupport.parkNanos(REST);
      }
    }
    return least;
  }

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"F32", "F16", "BF16", "Q8_0", "Q4_0", "Q5_0", "Q4_K", "Q6_K", "IQ4_XS"})
  void productsAllocateNothing(TensorType type) {
    int cols = Samples.cols(type, 576);
    Tensor w = Samples.matrix(type, 96, cols, 1);
    Rows x = Samples.rows(4, cols, 2);
    Rows out = new Rows(4, 96);
    Products products = new Products(2);
    try (ParallelKernels kernels = new ParallelKernels(new VectorKernels(), 2)) {
      assertThat(
              leastOf(() -> {
                kernels.matmul(products.clear().add(w, x, 0, 1, out, 0).add(w, x, 1, 1, out, 1));
                kernels.matmul(w, x, 4, out);
              }))
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"Q4_0", "Q6_K"})
  void productsWithRoundedActivationsAllocateNothing(TensorType type) {
    int cols = Samples.cols(type, 576);
    Tensor w = Samples.matrix(type, 200, cols, 1);
    Rows x = Samples.rows(4, cols, 2);
    Rows out = new Rows(4, 200);
    for (long limit : new long[] {0, 1 << 20}) { // packed each time, or once
      try (ParallelKernels kernels =
          new ParallelKernels(new VectorKernels(), 2, Activations.INT8, limit)) {
        assertThat(
                leastOf(() -> {
                  kernels.matmul(w, x, 1, out);
                  kernels.matmul(w, x, 4, out);
                }))
            .isZero();
      }
    }
  }

  @Test
  void attentionAndFunctionsAllocateNothing() {
    Kernels kernels = new VectorKernels();
    float[] a = Samples.floats(3 * 80, 1);
    float[] b = Samples.floats(64 * 80, 2);
    float[] p = new float[3 * 64];
    float[] many = new float[5 * 80];
    short[] halves = new short[64 * 80];
    assertThat(
            leastOf(() -> {
              p[1] = kernels.touch(b, 0, 64 * 80) + kernels.touch(halves, 0, 64 * 80);
              kernels.blend(p, 0, 64, 3, halves, 0, 80, 64, 80, a, 0, 80);
              kernels.dots(a, 0, 80, 3, b, 0, 80, 64, 80, p, 0, 64);
              kernels.blend(b, 0, 64, 5, b, 0, 80, 64, 80, many, 0, 80);
              kernels.exp(p, 0, 100, kernels.max(p, 0, 100));
              kernels.blend(p, 0, 64, 3, b, 0, 80, 64, 80, a, 0, 80);
              kernels.activate(Activation.SIGMOID, a, 0, 240);
              kernels.activate(Activation.SILU, a, 0, 240);
              p[0] = kernels.dot(a, 0, b, 0, 240) + kernels.sum(a, 0, 240);
            }))
        .isZero();
  }
}
