package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;
import static io.kvasir.model.kernel.vector.Lanes.broadcast;

import io.kvasir.model.weights.codec.Q40Codec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Q4_0: d (binary16), then 16 bytes with elements 0..15 in the low halves and 16..31 in the high
 * ones. Element = d·(q-8), computed as fma(q, d, -8d): both are exact in a float.
 */
final class Q40Format extends Format {
  private static final int N = 32;
  private static final int HALF = 16;
  private static final int BYTES = 18;

  Q40Format() {
    super(new Q40Codec());
  }

  /**
   * Elements of the block at an offset: those of the low halves of W bytes from i for shift 0, of
   * the high halves for shift 4.
   */
  private static FloatVector weights(
      MemorySegment data, int block, int i, int shift, FloatVector d, FloatVector m) {
    return Bytes.toFloats(
            Bytes.unsigned(data, block + 2 + i).lanewise(VectorOperators.LSHR, shift).and(15))
        .fma(d, m);
  }

  @Override
  void decode(MemorySegment data, long at, int n, float[] dst, int to) {
    MemorySegment row = data.asSlice(at, bytes(n));
    for (int b = 0; b < n / N; b++) {
      int block = BYTES * b;
      FloatVector d = broadcast(Bytes.half(row, block));
      FloatVector m = d.mul(-8);
      for (int e = 0; e < N; e += W) { // element e of the block
        weights(row, block, e % HALF, e / HALF * 4, d, m).intoArray(dst, to + N * b + e);
      }
    }
  }
}
