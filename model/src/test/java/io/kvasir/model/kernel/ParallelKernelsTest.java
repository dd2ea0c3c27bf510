package io.kvasir.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelKernelsTest {
  private static final int COLS = 96;
  private static final int TOKENS = 5;

  private static Tensor matrix(int rows, long seed) {
    float[] elements = new float[rows * COLS];
    Random random = new Random(seed);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) random.nextGaussian();
    }
    MemorySegment data = MemorySegment.ofArray(new byte[4 * elements.length]);
    for (int i = 0; i < elements.length; i++) {
      TensorType.F32.codec().encode(elements, i, data, 4L * i);
    }
    return new Tensor("w", TensorType.F32, Shape.matrix(rows, COLS), data);
  }

  private static Rows activations() {
    Rows x = new Rows(TOKENS, COLS);
    Random random = new Random(3);
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = (float) random.nextGaussian();
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void productsDoNotDependOnTheThreads(int threads) {
    Tensor first = matrix(301, 1);
    Tensor second = matrix(77, 2);
    Rows x = activations();
    ScalarKernels scalar = new ScalarKernels();
    Rows expected = new Rows(TOKENS, 301);
    Rows expectedSecond = new Rows(TOKENS, 77);
    multiply(scalar, first, x, expected);
    multiply(scalar, second, x, expectedSecond);
    Rows out = new Rows(TOKENS, 301);
    Rows outSecond = new Rows(TOKENS, 77);
    Products products = new Products(2);
    try (ParallelKernels kernels = new ParallelKernels(scalar, threads)) {
      for (int i = 0; i < 50; i++) {
        products.clear().add(first, x, 0, TOKENS, out, 0).add(second, x, 0, TOKENS, outSecond, 0);
        kernels.matmul(products);
        assertThat(out.data).isEqualTo(expected.data);
        assertThat(outSecond.data).isEqualTo(expectedSecond.data);
      }
    }
  }

  private static void multiply(Kernels kernels, Tensor w, Rows x, Rows out) {
    kernels.matmul(
        w,
        0,
        w.shape().rows(),
        x.data,
        0,
        x.cols,
        TOKENS,
        out.data,
        0,
        out.cols,
        kernels.newScratch());
  }

  @Test
  void aListMayBeginAtAnyRow() {
    Tensor w = matrix(40, 1);
    Rows x = activations();
    Rows all = new Rows(TOKENS, 40);
    Rows some = new Rows(TOKENS, 40);
    try (ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), 2)) {
      kernels.matmul(w, x, TOKENS, all);
      kernels.matmul(new Products(1).add(w, x, 2, 2, some, 1));
    }
    for (int r = 0; r < 40; r++) {
      assertThat(some.data[some.at(1) + r]).isEqualTo(all.data[all.at(2) + r]);
      assertThat(some.data[some.at(2) + r]).isEqualTo(all.data[all.at(3) + r]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyItemIsDoneOnceByAWorkerOfItsOwn(int threads) {
    try (ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), threads)) {
      for (int count : new int[] {0, 1, 2, 7, 16, 1000}) {
        AtomicIntegerArray done = new AtomicIntegerArray(count);
        AtomicIntegerArray busy = new AtomicIntegerArray(threads);
        AtomicInteger shared = new AtomicInteger();
        kernels.forEach(
            count,
            (from, to, worker) -> {
              shared.addAndGet(busy.getAndSet(worker, 1));
              for (int i = from; i < to; i++) {
                done.incrementAndGet(i);
              }
              busy.set(worker, 0);
            });
        assertThat(shared).hasValue(0);
        for (int i = 0; i < count; i++) {
          assertThat(done.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void whatATaskThrowsReachesTheCallerAndWorkGoesOn(int threads) {
    try (ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), threads)) {
      for (int i = 0; i < 20; i++) {
        int bad = i * 5;
        assertThatThrownBy(() ->
                kernels.forEach(
                    100,
                    (from, to, worker) -> {
                      if (from <= bad && bad < to) {
                        throw new ArithmeticException("item " + bad);
                      }
                    }))
            .isInstanceOf(ArithmeticException.class)
            .hasMessage("item " + bad);
      }
      AtomicInteger items = new AtomicInteger();
      kernels.forEach(100, (from, to, worker) -> items.addAndGet(to - from));
      assertThat(items).hasValue(100);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aTaskMayNotShareOutWorkItself(int threads) {
    try (ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), threads)) {
      assertThatThrownBy(() ->
              kernels.forEach(64, (from, to, worker) -> kernels.forEach(2, (a, b, inner) -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("may not share out work");
    }
  }

  @Test
  void callersTakeTurns() throws InterruptedException {
    Tensor w = matrix(200, 1);
    Rows x = activations();
    Rows expected = new Rows(TOKENS, 200);
    multiply(new ScalarKernels(), w, x, expected);
    AtomicInteger right = new AtomicInteger();
    try (ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), 2)) {
      Thread[] callers = new Thread[4];
      for (int i = 0; i < callers.length; i++) {
        callers[i] =
            new Thread(() -> {
              Rows out = new Rows(TOKENS, 200);
              for (int k = 0; k < 25; k++) {
                kernels.matmul(w, x, TOKENS, out);
                right.addAndGet(Arrays.equals(out.data, expected.data) ? 1 : 0);
              }
            });
        callers[i].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
    }
    assertThat(right).hasValue(100);
  }

  @Test
  void closingEndsTheThreadsAndRefusesWork() {
    ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), 3);
    Thread[] helpers = new Thread[3];
    while (helpers[1] == null || helpers[2] == null) {
      kernels.forEach(
          1000,
          (from, to, worker) -> {
            helpers[worker] = Thread.currentThread();
            LockSupport.parkNanos(1000); // the others get a chance
          });
    }
    kernels.close();
    kernels.close();
    assertThat(helpers[1].isAlive()).isFalse();
    assertThat(helpers[2].isAlive()).isFalse();
    assertThatThrownBy(() -> kernels.forEach(1, (from, to, worker) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("kernels are closed");
  }

  @Test
  void closingTwiceIsHarmlessWithRoundedActivationsToo() {
    ParallelKernels kernels =
        new ParallelKernels(new ScalarKernels(), 2, Activations.INT8, 1 << 20);
    kernels.close();
    kernels.close();
    assertThatThrownBy(() -> kernels.forEach(1, (from, to, worker) -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNumberOfThreadsBelowOneIsRefused() {
    assertThatThrownBy(() -> new ParallelKernels(new ScalarKernels(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: found 0, wanted at least 1");
  }
}
