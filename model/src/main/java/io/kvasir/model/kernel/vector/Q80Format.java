package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.Q80Codec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Q8_0: d (binary16), then 32 signed bytes q. Element = d·q, exact in a float.
 *
 * <p>Offsets are added up as longs, since the compiler keeps a check of the bounds in the loop
 * where ints are added first.
 *
 * <p>For vectors of more than 128 bits, as many bytes as lanes are read straight from the file;
 * {@link GroupFormat} serves the others, and is slower by a fifth.
 */
final class Q80Format extends Format {
  private static final int N = 32;
  private static final int BYTES = 34;

  Q80Format() {
    super(new Q80Codec());
  }

  @Override
  void decode(
      MemorySegment data, long at, int n, VectorScratch scratch, MemorySegment panel, long to) {
    for (int b = 0; b < n / N; b++) {
      int block = BYTES * b;
      float d = Float.float16ToFloat(data.get(Bytes.SHORT, at + block));
      for (int e = 0; e < N; e += W) {
        ((FloatVector)
                ByteVector.fromMemorySegment(Bytes.BYTES, data, at + block + 2 + e, ORDER)
                    .convertShape(VectorOperators.B2F, FLOATS, 0))
            .mul(d)
            .intoMemorySegment(
                panel, to + (long) (N * b + e) * Tile.ROWS * Float.BYTES, Bytes.ORDER);
      }
    }
  }

  /**
   * Fewer instructions for a byte mean that more of what comes next is asked for while memory is
   * awaited.
   */
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
    if (2 * W == N) {
      halves(data, row0, row1, row2, row3, x, xAt, cols, scratch, sumsAt);
    } else {
      parts(data, row0, row1, row2, row3, x, xAt, cols, scratch, sumsAt);
    }
  }

  /** A block is two vectors, and both of a row are read from one offset. */
  private static void halves(
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
    for (int b = 0; b < cols / N; b++) {
      int block = BYTES * b;
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xAt + N * b);
      FloatVector x1 = FloatVector.fromArray(FLOATS, x, xAt + N * b + W);
      long at0 = row0 + block;
      FloatVector d0 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, at0)));
      s0 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at0 + 2, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d0)
              .fma(x0, s0);
      s0 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at0 + 2 + W, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d0)
              .fma(x1, s0);
      long at1 = row1 + block;
      FloatVector d1 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, at1)));
      s1 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at1 + 2, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d1)
              .fma(x0, s1);
      s1 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at1 + 2 + W, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d1)
              .fma(x1, s1);
      long at2 = row2 + block;
      FloatVector d2 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, at2)));
      s2 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at2 + 2, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d2)
              .fma(x0, s2);
      s2 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at2 + 2 + W, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d2)
              .fma(x1, s2);
      long at3 = row3 + block;
      FloatVector d3 =
          FloatVector.broadcast(FLOATS, Float.float16ToFloat(data.get(Bytes.SHORT, at3)));
      s3 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at3 + 2, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d3)
              .fma(x0, s3);
      s3 =
          ((FloatVector)
                  ByteVector.fromMemorySegment(Bytes.BYTES, data, at3 + 2 + W, ORDER)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(d3)
              .fma(x1, s3);
    }
    s0.intoArray(scratch.sums, sumsAt);
    s1.intoArray(scratch.sums, sumsAt + W);
    s2.intoArray(scratch.sums, sumsAt + 2 * W);
    s3.intoArray(scratch.sums, sumsAt + 3 * W);
  }

  /**
   * A vector of each row in turn, for a block of any number of vectors. One loop for both was
   * tried, and lost half of what {@link #halves} gains.
   */
  private static void parts(
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
      for (int e = 0; e < N; e += W) {
        FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + N * b + e);
        int at = 2 + e;
        s0 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row0 + block + at, ORDER)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d0)
                .fma(token, s0);
        s1 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row1 + block + at, ORDER)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d1)
                .fma(token, s1);
        s2 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row2 + block + at, ORDER)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d2)
                .fma(token, s2);
        s3 =
            ((FloatVector)
                    ByteVector.fromMemorySegment(Bytes.BYTES, data, row3 + block + at, ORDER)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d3)
                .fma(token, s3);
      }
    }
    s0.intoArray(scratch.sums, sumsAt);
    s1.intoArray(scratch.sums, sumsAt + W);
    s2.intoArray(scratch.sums, sumsAt + 2 * W);
    s3.intoArray(scratch.sums, sumsAt + 3 * W);
  }
}
