package io.kvasir.model.kernel.vector;

import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Random;

/** Random weights and activations. */
final class Samples {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Samples() {}

  /** The next width that a format allows. */
  static int cols(TensorType type, int atLeast) {
    int block = type.blockElements();
    return (atLeast + block - 1) / block * block;
  }

  /**
   * Random bytes, which are any block of any format, at an odd address; plain floats are normally
   * distributed.
   */
  static Tensor matrix(TensorType type, int rows, int cols, long seed) {
    byte[] bytes = new byte[Math.toIntExact(type.bytes((long) rows * cols))];
    Random random = new Random(seed);
    random.nextBytes(bytes);
    MemorySegment data = Arena.ofAuto().allocate(bytes.length + 1L).asSlice(1);
    data.copyFrom(MemorySegment.ofArray(bytes));
    for (int i = 0; i < rows * cols; i++) {
      if (type == TensorType.F32) {
        data.set(FLOAT, 4L * i, (float) random.nextGaussian());
      } else if (type == TensorType.F64) {
        data.set(DOUBLE, 8L * i, random.nextGaussian());
      }
    }
    return new Tensor("w", type, Shape.matrix(rows, cols), data);
  }

  static Rows rows(int capacity, int cols, long seed) {
    Rows rows = new Rows(capacity, cols);
    fill(rows.data, seed);
    return rows;
  }

  static float[] floats(int n, long seed) {
    float[] a = new float[n];
    fill(a, seed);
    return a;
  }

  private static void fill(float[] a, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextGaussian();
    }
  }
}
