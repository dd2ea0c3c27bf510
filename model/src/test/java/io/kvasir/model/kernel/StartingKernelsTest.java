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

  /** Else the roof would be that of a loop which reads less. */
  @Test
  void everyByteIsRead() {
    MemorySegment data = Arena.ofAuto().allocate(4096);
    Random random = new Random(4);
    long sum = 0;
    for (long at = 0; at < data.byteSize(); at += Long.BYTES) {
      long number = random.nextLong();
      data.set(ValueLayout.JAVA_LONG_UNALIGNED, at, number);
      sum += number;
    }
    assertThat(KernelsProvider.best().read(data)).isEqualTo(sum);
    assertThat(new ScalarKernels().read(data)).isEqualTo(sum);
  }

  @Test
  void packedProductsKeepTheirBitsOverTheWarmUp() {
    int rows = 200;
    int cols = 1024;
    int tokens = 64; // so many that a product waits for the vector kernels
    MemorySegment data = Arena.ofAuto().allocate(TensorType.Q4_0.bytes((long) rows * cols));
    Random random = new Random(3);
    for (long at = 0; at < data.byteSize(); at++) {
      data.set(ValueLayout.JAVA_BYTE, at, (byte) random.nextInt());
    }
    for (long at = 0; at < data.byteSize(); at += TensorType.Q4_0.blockBytes()) {
      data.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, Float.floatToFloat16(0.01f));
    }
    Tensor w = new Tensor("w", TensorType.Q4_0, new Shape(1, rows, cols), data);
    Rows x = new Rows(tokens, cols);
    System.arraycopy(numbers(tokens * cols), 0, x.data, 0, tokens * cols);
    assertThat(rounded(KernelsProvider.best(), w, x)).isEqualTo(rounded(new ScalarKernels(), w, x));
  }

  /** All tokens one by one, then together, then one by one again. */
  private static float[] rounded(Kernels kernels, Tensor w, Rows x) {
    int tokens = x.capacity;
    Rows out = new Rows(3 * tokens, w.shape().rows());
    try (ParallelKernels parallel = new ParallelKernels(kernels, 2, Activations.INT8, 1 << 20)) {
      Products products = new Products(1);
      for (int t = 0; t < tokens; t++) {
        parallel.matmul(products.clear().add(w, x, t, 1, out, t));
      }
      parallel.matmul(products.clear().add(w, x, 0, tokens, out, tokens));
      for (int t = 0; t < tokens; t++) {
        parallel.matmul(products.clear().add(w, x, t, 1, out, 2 * tokens + t));
      }
    }
    return out.data;
  }
}
