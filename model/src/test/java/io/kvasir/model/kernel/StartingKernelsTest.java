package io.kvasir.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first law over the moment at which scalar code hands over to vectors. */
@Tag("vector")
class StartingKernelsTest {
  private static final int ROWS = 30;
  private static final int COLS = 96;
  private static final int TOKENS = 5;

  private static Tensor weights(Arena arena) {
    MemorySegment data = arena.allocate(TensorType.F16.bytes((long) ROWS * COLS));
    Random random = new Random(1);
    for (long at = 0; at < data.byteSize(); at += 2) {
      data.set(
          ValueLayout.JAVA_SHORT_UNALIGNED, at, Float.floatToFloat16(random.nextFloat() - 0.5f));
    }
    return new Tensor("w", TensorType.F16, new Shape(1, ROWS, COLS), data);
  }

  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    Random random = new Random(2);
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }

  private static float[] products(Kernels kernels, Kernels.Scratch scratch, Tensor w, float[] x) {
    float[] out = new float[TOKENS * ROWS];
    kernels.matmul(w, 0, ROWS, x, 0, COLS, TOKENS, out, 0, ROWS, scratch);
    kernels.dots(x, 0, COLS, 1, x, 0, COLS, TOKENS, COLS, out, 0, TOKENS);
    kernels.exp(out, 0, TOKENS, 1);
    return out;
  }

  private static float[] scalar(int lanes, Tensor w, float[] x) {
    ScalarKernels kernels = new ScalarKernels(lanes);
    return products(kernels, kernels.newScratch(), w, x);
  }

  @Test
  void aModelThatIsClosedDuringTheWarmUpHarmsNobody() throws InterruptedException {
    StartingKernels kernels =
        new StartingKernels(
            KernelsProvider.best(), new ScalarKernels(KernelsProvider.best().lanes()));
    float[] x = numbers(TOKENS * COLS);
    try (Arena arena = Arena.ofShared()) {
      kernels.prepare(weights(arena));
      Thread.sleep(20);
    }
    try (Arena arena = Arena.ofShared()) {
      Tensor w = weights(arena);
      kernels.prepare(w);
      float[] wanted = scalar(kernels.lanes(), w, x);
      assertThat(products(kernels, kernels.newScratch(), w, x)).isEqualTo(wanted);
    }
  }

  @Test
  void beforeAndAfterTheWarmUpBitsAreTheSame() throws InterruptedException {
    Kernels kernels = KernelsProvider.best();
    assertThat(kernels).isInstanceOf(StartingKernels.class);
    try (Arena arena = Arena.ofShared()) {
      Tensor w = weights(arena);
      float[] x = numbers(TOKENS * COLS);
      Kernels.Scratch scratch = kernels.newScratch();
      float[] first = scalar(kernels.lanes(), w, x);
      kernels.prepare(w);
      long begin = System.nanoTime();
      for (int i = 0; i < 200 || System.nanoTime() - begin < 2_000_000_000L; i++) {
        assertThat(products(kernels, scratch, w, x)).isEqualTo(first);
        Thread.sleep(5);
      }
    }
  }
}
