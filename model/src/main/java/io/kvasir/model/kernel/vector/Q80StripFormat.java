package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.Q80Codec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Q8_0: d (binary16), then 32 signed bytes q. Element = d·q, exact in a float.
 *
 * <p>The form for vectors of 128 bits. There is no vector of four bytes, so eight are read of which
 * four are used; a copy of the strip has room for that at its end, the file has not.
 */
final class Q80StripFormat extends Format {
  private static final int N = 32;
  private static final int BYTES = 34;
  private static final int BLOCKS = STRIP / N; // of a strip

  Q80StripFormat() {
    super(new Q80Codec());
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
      float d = scratch.floats[b];
      for (int e = 0; e < N; e += W) {
        ((FloatVector)
                ByteVector.fromArray(Bytes.BYTES, scratch.bytes, BYTES * b + 2 + e)
                    .convertShape(VectorOperators.B2F, FLOATS, 0))
            .mul(d)
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
      FloatVector d0 = FloatVector.broadcast(FLOATS, scales[b]);
      FloatVector d1 = FloatVector.broadcast(FLOATS, scales[b + BLOCKS]);
      FloatVector d2 = FloatVector.broadcast(FLOATS, scales[b + 2 * BLOCKS]);
      FloatVector d3 = FloatVector.broadcast(FLOATS, scales[b + 3 * BLOCKS]);
      for (int e = 0; e < N; e += W) {
        FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + N * b + e);
        int at = BYTES * b + 2 + e;
        s0 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d0)
                .fma(token, s0);
        s1 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at + STRIP_BYTES)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d1)
                .fma(token, s1);
        s2 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at + 2 * STRIP_BYTES)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d2)
                .fma(token, s2);
        s3 =
            ((FloatVector)
                    ByteVector.fromArray(Bytes.BYTES, u, at + 3 * STRIP_BYTES)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .mul(d3)
                .fma(token, s3);
      }
    }
    s0.intoArray(sums, sumsAt);
    s1.intoArray(sums, sumsAt + W);
    s2.intoArray(sums, sumsAt + 2 * W);
    s3.intoArray(sums, sumsAt + 3 * W);
  }
}
