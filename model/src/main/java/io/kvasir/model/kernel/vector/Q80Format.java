package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;
import static io.kvasir.model.kernel.vector.Lanes.broadcast;

import io.kvasir.model.weights.codec.Q80Codec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Q8_0: d (binary16), then 32 signed bytes q. Element = d·q, exact in a float. */
final class Q80Format extends Format {
  private static final int N = 32;
  private static final int BYTES = 34;

  Q80Format() {
    super(new Q80Codec());
  }

  /** Elements e .. e+W-1 of the block at an offset. */
  private static FloatVector weights(MemorySegment data, int block, int e, FloatVector d) {
    return Bytes.toFloats(Bytes.signed(data, block + 2 + e)).mul(d);
  }

  @Override
  void decode(MemorySegment data, long at, int n, VectorScratch scratch, float[] panel, int to) {
    MemorySegment row = data.asSlice(at, bytes(n));
    for (int b = 0; b < n / N; b++) {
      int block = BYTES * b;
      FloatVector d = broadcast(Bytes.half(row, block));
      for (int e = 0; e < N; e += W) {
        weights(row, block, e, d).intoArray(panel, to + (N * b + e) * Tile.ROWS);
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
    int bytes = bytes(cols);
    MemorySegment r0 = data.asSlice(row0, bytes);
    MemorySegment r1 = data.asSlice(row1, bytes);
    MemorySegment r2 = data.asSlice(row2, bytes);
    MemorySegment r3 = data.asSlice(row3, bytes);
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int b = 0; b < cols / N; b++) {
      int block = BYTES * b;
      FloatVector d0 = broadcast(Bytes.half(r0, block));
      FloatVector d1 = broadcast(Bytes.half(r1, block));
      FloatVector d2 = broadcast(Bytes.half(r2, block));
      FloatVector d3 = broadcast(Bytes.half(r3, block));
      for (int e = 0; e < N; e += W) {
        FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + N * b + e);
        s0 = weights(r0, block, e, d0).fma(token, s0);
        s1 = weights(r1, block, e, d1).fma(token, s1);
        s2 = weights(r2, block, e, d2).fma(token, s2);
        s3 = weights(r3, block, e, d3).fma(token, s3);
      }
    }
    s0.intoArray(scratch.sums, sumsAt);
    s1.intoArray(scratch.sums, sumsAt + W);
    s2.intoArray(scratch.sums, sumsAt + 2 * W);
    s3.intoArray(scratch.sums, sumsAt + 3 * W);
  }
}
