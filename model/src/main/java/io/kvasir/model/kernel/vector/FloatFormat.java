package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.F32Codec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** F32. */
final class FloatFormat extends Format {
  private static final int BYTES = 4;

  FloatFormat() {
    super(new F32Codec());
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
      s0 = FloatVector.fromMemorySegment(FLOATS, data, row0 + at, Bytes.ORDER).fma(token, s0);
      s1 = FloatVector.fromMemorySegment(FLOATS, data, row1 + at, Bytes.ORDER).fma(token, s1);
      s2 = FloatVector.fromMemorySegment(FLOATS, data, row2 + at, Bytes.ORDER).fma(token, s2);
      s3 = FloatVector.fromMemorySegment(FLOATS, data, row3 + at, Bytes.ORDER).fma(token, s3);
    }
    s0.intoArray(scratch.sums, sumsAt);
    s1.intoArray(scratch.sums, sumsAt + W);
    s2.intoArray(scratch.sums, sumsAt + 2 * W);
    s3.intoArray(scratch.sums, sumsAt + 3 * W);
    addRest(data, row0, row1, row2, row3, x, xAt, cols, scratch, sumsAt);
  }
}
