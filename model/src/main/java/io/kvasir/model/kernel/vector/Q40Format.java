package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.Q40Codec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Q4_0: d (binary16), then 16 bytes with elements 0..15 in the low halves and 16..31 in the high
 * ones. Element = d·(q-8), computed as fma(q, d, -8d): products with d are exact in a float.
 *
 * <p>Strips of rows are copied first: arrays take C2 fewer nodes than segments, and four rows of
 * this format are many nodes.
 */
final class Q40Format extends Format {
  private static final int N = 32;
  private static final int HALF = 16;
  private static final int BYTES = 18;
  private static final int BLOCKS = STRIP / N; // of a strip

  Q40Format() {
    super(new Q40Codec());
  }

  /** Copies a strip of a row and finds its scales. */
  private void copy(MemorySegment data, long at, int n, VectorScratch scratch, int r) {
    byte[] u = scratch.bytes;
    int from = r * STRIP_BYTES;
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, u, from, bytes(n));
    for (int b = 0; b < n / N; b++) {
      scratch.floats[r * BLOCKS + b] = Bytes.half(u, from + BYTES * b);
    }
  }

  @Override
  void decode(MemorySegment data, long at, int n, VectorScratch scratch, float[] panel, int to) {
    copy(data, at, n, scratch, 0);
    for (int b = 0; b < n / N; b++) {
      FloatVector d = FloatVector.broadcast(FLOATS, scratch.floats[b]);
      FloatVector m = d.mul(-8);
      for (int e = 0; e < N; e += W) {
        int shift = e / HALF * 4;
        ((FloatVector)
                ByteVector.fromArray(Bytes.BYTES, scratch.bytes, BYTES * b + 2 + e % HALF)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                    .lanewise(VectorOperators.LSHR, shift)
                    .lanewise(VectorOperators.AND, 15)
                    .convertShape(VectorOperators.I2F, FLOATS, 0))
            .fma(d, m)
            .intoArray(panel, to + (N * b + e) * Tile.ROWS);
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
    Arrays.fill(scratch.sums, sumsAt, sumsAt + ROWS * W, 0);
    for (int k = 0; k < cols; k += STRIP) {
      int n = Math.min(STRIP, cols - k);
      int from = bytes(k);
      copy(data, row0 + from, n, scratch, 0);
      copy(data, row1 + from, n, scratch, 1);
      copy(data, row2 + from, n, scratch, 2);
      copy(data, row3 + from, n, scratch, 3);
      add(scratch.bytes, scratch.floats, x, xAt + k, n / N, scratch.sums, sumsAt);
    }
  }

  private static void add(
      byte[] u, float[] scales, float[] x, int xAt, int blocks, float[] sums, int sumsAt) {
    FloatVector s0 = FloatVector.fromArray(FLOATS, sums, sumsAt);
    FloatVector s1 = FloatVector.fromArray(FLOATS, sums, sumsAt + W);
    FloatVector s2 = FloatVector.fromArray(FLOATS, sums, sumsAt + 2 * W);
    FloatVector s3 = FloatVector.fromArray(FLOATS, sums, sumsAt + 3 * W);
    for (int b = 0; b < blocks; b++) {
      int block = BYTES * b;
      FloatVector d0 = FloatVector.broadcast(FLOATS, scales[b]);
      FloatVector d1 = FloatVector.broadcast(FLOATS, scales[b + BLOCKS]);
      FloatVector d2 = FloatVector.broadcast(FLOATS, scales[b + 2 * BLOCKS]);
      FloatVector d3 = FloatVector.broadcast(FLOATS, scales[b + 3 * BLOCKS]);
      FloatVector m0 = d0.mul(-8);
      FloatVector m1 = d1.mul(-8);
      FloatVector m2 = d2.mul(-8);
      FloatVector m3 = d3.mul(-8);
      for (int e = 0; e < N; e += W) {
        FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + N * b + e);
        int at = block + 2 + e % HALF;
        int shift = e / HALF * 4;
        s0 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, shift)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d0, m0)
                .fma(token, s0);
        s1 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at + STRIP_BYTES)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, shift)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d1, m1)
                .fma(token, s1);
        s2 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at + 2 * STRIP_BYTES)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, shift)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d2, m2)
                .fma(token, s2);
        s3 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at + 3 * STRIP_BYTES)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                        .lanewise(VectorOperators.LSHR, shift)
                        .lanewise(VectorOperators.AND, 15)
                        .convertShape(VectorOperators.I2F, FLOATS, 0))
                .fma(d3, m3)
                .fma(token, s3);
      }
    }
    s0.intoArray(sums, sumsAt);
    s1.intoArray(sums, sumsAt + W);
    s2.intoArray(sums, sumsAt + 2 * W);
    s3.intoArray(sums, sumsAt + 3 * W);
  }
}
