package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Bytes.SHORTS;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.Bf16Codec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** BF16: the upper half of a float. */
final class BfloatFormat extends Format {
  private static final int BYTES = 2;

  BfloatFormat() {
    super(new Bf16Codec());
  }

  @Override
  void dot(
      MemorySegment data,
      long row0,
      long row1,
      long row2,
      long row3,
      float[] x,
      int xAt,
      int cols,
      VectorScratch scratch,
      int sumsAt) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int whole = cols - cols % W;
    for (int k = 0; k < whole; k += W) {
      int at = BYTES * k;
      FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + k);
      s0 =
          ShortVector.fromMemorySegment(SHORTS, data, row0 + at, ORDER)
              .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0)
              .lanewise(VectorOperators.LSHL, 16)
              .reinterpretAsFloats()
              .fma(token, s0);
      s1 =
          ShortVector.fromMemorySegment(SHORTS, data, row1 + at, ORDER)
              .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0)
              .lanewise(VectorOperators.LSHL, 16)
              .reinterpretAsFloats()
              .fma(token, s1);
      s2 =
          ShortVector.fromMemorySegment(SHORTS, data, row2 + at, ORDER)
              .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0)
              .lanewise(VectorOperators.LSHL, 16)
              .reinterpretAsFloats()
              .fma(token, s2);
      s3 =
          ShortVector.fromMemorySegment(SHORTS, data, row3 + at, ORDER)
              .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0)
              .lanewise(VectorOperators.LSHL, 16)
              .reinterpretAsFloats()
              .fma(token, s3);
    }
    s0.intoArray(scratch.sums, sumsAt);
    s1.intoArray(scratch.sums, sumsAt + W);
    s2.intoArray(scratch.sums, sumsAt + 2 * W);
    s3.intoArray(scratch.sums, sumsAt + 3 * W);
    addRest(data, row0, row1, row2, row3, x, xAt, cols, scratch, sumsAt);
  }
}
