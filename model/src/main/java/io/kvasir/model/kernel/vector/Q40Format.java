package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.Q40Codec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Q4_0: d (binary16), then 16 bytes with elements 0..15 in the low halves and 16..31 in the high
 * ones. Element = d·(q-8), computed as fma(q, d, -8d): products with d are exact in a float.
 *
 * <p>For vectors of more than 128 bits, as many bytes as lanes are read straight from the file;
 * {@link GroupFormat} serves the others.
 */
final class Q40Format extends Format {
  private static final int N = 32;
  private static final int HALF = 16;
  private static final int BYTES = 18;

  Q40Format() {
    super(new Q40Codec());
  }

  @Override
  void decode(
      MemorySegment data, long at, int n, VectorScratch scratch, MemorySegment panel, long to) {
    for (int b = 0; b < n / N; b++) {
      long block = at + (long) BYTES * b;
      float d = Float.float16ToFloat(data.get(Bytes.SHORT, block));
      FloatVector scale = FloatVector.broadcast(FLOATS, d);
      FloatVector m = scale.mul(-8);
      long low = to + (long) N * b * Tile.ROWS * Float.BYTES;
      long high = low + (long) HALF * Tile.ROWS * Float.BYTES;
      for (int e = 0; e < HALF; e += W) {
        ((FloatVector)
                ByteVector.fromMemorySegment(Bytes.BYTES, data, block + 2 + e, ORDER)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                    .lanewise(VectorOperators.AND, 15)
                    .convertShape(VectorOperators.I2F, FLOATS, 0))
            .fma(scale, m)
            .intoMemorySegment(panel, low + (long) e * Tile.ROWS * Float.BYTES, ORDER);
        ((FloatVector)
                ByteVector.fromMemorySegment(Bytes.BYTES, data, block + 2 + e, ORDER)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                    .lanewise(VectorOperators.LSHR, 4)
                    .convertShape(VectorOperators.I2F, FLOATS, 0))
            .fma(scale, m)
            .intoMemorySegment(panel, high + (long) e * Tile.ROWS * Float.BYTES, ORDER);
      }
    }
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
    FloatVector s1 = FloatVector.zero(FLOATS);
    FloatVector s2 = FloatVector.zero(FLOATS);
    FloatVector s3 = FloatVector.zero(FLOATS);
    for (int b = 0; b < cols / N; b++) {
      int block = BYTES * b;
      FloatVector d0 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, row0 + block)));
      FloatVector d1 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, row1 + block)));
      FloatVector d2 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, row2 + block)));
      FloatVector d3 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, row3 + block)));
      FloatVector m0 = d0.mul(-8);
      FloatVector m1 = d1.mul(-8);
      FloatVector m2 = d2.mul(-8);
      FloatVector m3 = d3.mul(-8);
      for (int e = 0; e < HALF; e += W) {
        FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + N * b + e);
        int at = block + 2 + e;
        s0 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row0 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d0, m0)
                .fma(token, s0);
        s1 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row1 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d1, m1)
                .fma(token, s1);
        s2 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row2 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d2, m2)
                .fma(token, s2);
        s3 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row3 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d3, m3)
                .fma(token, s3);
      }
      for (int e = 0; e < HALF; e += W) {
        FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + N * b + HALF + e);
        int at = block + 2 + e;
        s0 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row0 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, 4)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d0, m0)
                .fma(token, s0);
        s1 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row1 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, 4)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d1, m1)
                .fma(token, s1);
        s2 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row2 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, 4)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d2, m2)
                .fma(token, s2);
        s3 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row3 + at, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, 4)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d3, m3)
                .fma(token, s3);
      }
    }
    s0.intoArray(scratch.sums, sumsAt);
    s1.intoArray(scratch.sums, sumsAt + W);
    s2.intoArray(scratch.sums, sumsAt + 2 * W);
    s3.intoArray(scratch.sums, sumsAt + 3 * W);
  }
}
