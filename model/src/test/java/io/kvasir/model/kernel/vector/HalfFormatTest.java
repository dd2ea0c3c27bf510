package io.kvasir.model.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector")
class HalfFormatTest {
  private static final int HALVES = 1 << 16;
  private static final int COLS = 32; // vectors, and nothing beside them

  /**
   * Subnormal numbers, infinities and NaN too: a row holds one of them, and a token adds all up.
   */
  @Test
  void everyHalfIsReadAsItsFloat() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate((long) HALVES * COLS * Short.BYTES, 64);
      for (int h = 0; h < HALVES; h++) {
        data.set(Bytes.SHORT, ((long) h * COLS + h % COLS) * Short.BYTES, (short) h);
      }
      Tensor w = new Tensor("w", TensorType.F16, Shape.matrix(HALVES, COLS), data);
      float[] ones = new float[COLS];
      Arrays.fill(ones, 1);
      float[] out = new float[HALVES];
      VectorKernels kernels = new VectorKernels();
      kernels.matmul(w, 0, HALVES, ones, 0, COLS, 1, out, 0, HALVES, kernels.newScratch());

      for (int h = 0; h < HALVES; h++) {
        float expected = Float.float16ToFloat((short) h) + 0f; // of -0 the sum is 0
        assertThat(Float.floatToIntBits(out[h])).isEqualTo(Float.floatToIntBits(expected));
      }
    }
  }
}
