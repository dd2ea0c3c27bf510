package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;
import static io.kvasir.model.kernel.vector.Lanes.broadcast;
import static io.kvasir.model.kernel.vector.Lanes.load;

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

  /** Elements i .. i+W-1 of the block at an offset, i below 16. */
  private static FloatVector low(
      MemorySegment data, int block, int i, FloatVector d, FloatVector m) {
    return Bytes.toFloats(Bytes.unsigned(data, block + 2 + i).and(15)).fma(d, m);
  }

  /** Elements 16+i .. 16+i+W-1 of the block at an offset, i below 16. */
  private static FloatVector high(
      MemorySegment data, int block, int i, FloatVector d, FloatVector m) {
    return Bytes.toFloats(Bytes.unsigned(data, block + 2 + i).lanewise(VectorOperators.LSHR, 4))
        .fma(d, m);
  }

  @Override
  void decode(MemorySegment data, long at, int n, float[] dst, int to) {
    MemorySegment row = data.asSlice(at, bytes(n));
    for (int b = 0; b < n / N; b++) {
      int block = BYTES * b;
      FloatVector d = broadcast(Bytes.half(row, block));
      FloatVector m = d.mul(-8);
      for (int i = 0; i < HALF; i += W) {
        low(row, block, i, d, m).intoArray(dst, to + N * b + i);
        high(row, block, i, d, m).intoArray(dst, to + N * b + HALF + i);
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
      float[] scratch) {
    int bytes = bytes(cols);
    MemorySegment r0 = data.asSlice(row0, bytes);
    MemorySegment r1 = data.asSlice(row1, bytes);
    MemorySegment r2 = data.asSlice(row2, bytes);
    MemorySegment r3 = data.asSlice(row3, bytes);
    FloatVector s0 = broadcast(0);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int b = 0; b < cols / N; b++) {
      int block = BYTES * b;
      FloatVector d0 = broadcast(Bytes.half(r0, block));
      FloatVector d1 = broadcast(Bytes.half(r1, block));
      FloatVector d2 = broadcast(Bytes.half(r2, block));
      FloatVector d3 = broadcast(Bytes.half(r3, block));
      FloatVector m0 = d0.mul(-8);
      FloatVector m1 = d1.mul(-8);
      FloatVector m2 = d2.mul(-8);
      FloatVector m3 = d3.mul(-8);
      for (int i = 0; i < HALF; i += W) {
        FloatVector token = load(x, xAt + N * b + i);
        s0 = low(r0, block, i, d0, m0).fma(token, s0);
        s1 = low(r1, block, i, d1, m1).fma(token, s1);
        s2 = low(r2, block, i, d2, m2).fma(token, s2);
        s3 = low(r3, block, i, d3, m3).fma(token, s3);
      }
      for (int i = 0; i < HALF; i += W) {
        FloatVector token = load(x, xAt + N * b + HALF + i);
        s0 = high(r0, block, i, d0, m0).fma(token, s0);
        s1 = high(r1, block, i, d1, m1).fma(token, s1);
        s2 = high(r2, block, i, d2, m2).fma(token, s2);
        s3 = high(r3, block, i, d3, m3).fma(token, s3);
      }
    }
    s0.intoArray(scratch, 0);
    s1.intoArray(scratch, W);
    s2.intoArray(scratch, 2 * W);
    s3.intoArray(scratch, 3 * W);
  }
}
