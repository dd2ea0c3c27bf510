package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.PackedRows;
import io.kvasir.model.kernel.RoundedRows;
import io.kvasir.model.weights.codec.GroupCodec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Packed rows times rounded activations: those of four bits here, those of bytes in {@link
 * ByteProduct}.
 *
 * <p>Lanes are rows. In a block, products and their sum have 16 bits: Σ(w-8)·x over 32 elements is
 * below 8·127·32 = 32,512, so it is right even though Σw·x on the way may wrap around; it begins
 * with -8·Σx. A vector of 32-bit lanes holds 2·W rows: row l and row l+16 share a lane. Then, for
 * each row, s = fma(Σ, scale of the row · scale of the token, s), and s = fma(offset of the row,
 * scale·Σx of the token, s) where rows have offsets.
 *
 * <p>As in {@link Tile}, everything is spelled out in one method.
 */
final class IntegerProduct {
  private static final int TOKENS = 4; // that a block is unpacked for at a time
  private static final int SIDE = PackedRows.SIDE;
  private static final int HALF = SIDE / 2; // rows whose words are the low halves of lanes
  private static final int HALVES = 0xF000F; // the low half of a byte in each of two shorts
  private static final long VECTOR = SIDE * Short.BYTES; // bytes of one word of all rows

  private IntegerProduct() {}

  /** Groups of rows times tokens; see {@link io.kvasir.model.kernel.Kernels}. */
  static void multiply(
      PackedRows w,
      int fromGroup,
      int toGroup,
      RoundedRows x,
      int tokens,
      float[] out,
      int outAt,
      int outStride,
      float[] sums) {
    int blocks = w.blocks();
    int size = w.blockBytes();
    for (int group = fromGroup; group < toGroup; group++) {
      int rows = Math.min(SIDE, w.rows() - group * SIDE);
      int to = outAt + group * SIDE;
      for (int t = 0; t < tokens; t += TOKENS) {
        int some = Math.min(TOKENS, tokens - t);
        for (int part = 0; part < HALF; part += W) {
          long at = w.at(group) + (long) Float.BYTES * part;
          if (w.layout() == GroupCodec.Layout.BYTES) {
            ByteProduct.multiply(w, at, x, t, some, sums, part);
          } else if (some == 1) {
            one(w.data(), at, blocks, PackedRows.WORDS, size, w.offsets(), x, t, sums, part);
          } else {
            four(w.data(), at, blocks, PackedRows.WORDS, size, w.offsets(), x, t, some, sums, part);
          }
        }
        for (int i = 0; i < some; i++) {
          System.arraycopy(sums, i * SIDE, out, to + (t + i) * outStride, rows);
        }
      }
    }
  }

  /**
   * One token: rows part .. part+W-1 and those 16 after them.
   *
   * @param at offset of the first block's lanes
   * @param words of a block; a constant would make C2 unroll the loop and run out of registers
   * @param sums receives the results from part
   */
  private static void one(
      MemorySegment w,
      long at,
      int blocks,
      int words,
      int size,
      boolean offsets,
      RoundedRows x,
      int token,
      float[] sums,
      int part) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    int first = token * blocks;
    for (int b = first; b < first + blocks; b++) {
      ShortVector sum = IntVector.broadcast(INTS, x.starts[b]).reinterpretAsShorts();
      for (int v = 0; v < words; v++) {
        int e = SIDE * b + 2 * v;
        IntVector q = IntVector.fromMemorySegment(INTS, w, at + VECTOR * v, ORDER);
        sum =
            sum.add(
                q.and(HALVES)
                    .reinterpretAsShorts()
                    .mul(FloatVector.broadcast(FLOATS, x.pairs[e]).reinterpretAsShorts()));
        sum =
            sum.add(
                q.lanewise(VectorOperators.LSHR, 4)
                    .and(HALVES)
                    .reinterpretAsShorts()
                    .mul(FloatVector.broadcast(FLOATS, x.pairs[e + HALF]).reinterpretAsShorts()));
        sum =
            sum.add(
                q.lanewise(VectorOperators.LSHR, 8)
                    .and(HALVES)
                    .reinterpretAsShorts()
                    .mul(FloatVector.broadcast(FLOATS, x.pairs[e + 1]).reinterpretAsShorts()));
        sum =
            sum.add(
                q.lanewise(VectorOperators.LSHR, 12)
                    .and(HALVES)
                    .reinterpretAsShorts()
                    .mul(
                        FloatVector.broadcast(FLOATS, x.pairs[e + HALF + 1])
                            .reinterpretAsShorts()));
      }
      IntVector pairs = sum.reinterpretAsInts();
      FloatVector low =
          (FloatVector)
              pairs
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector high =
          (FloatVector)
              pairs.lanewise(VectorOperators.ASHR, 16).convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector scale = FloatVector.broadcast(FLOATS, x.scales[b]);
      long scales = at + PackedRows.SCALES;
      s0 = low.fma(FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER).mul(scale), s0);
      scales += Float.BYTES * HALF;
      s1 = high.fma(FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER).mul(scale), s1);
      if (offsets) {
        FloatVector sumOfToken = FloatVector.broadcast(FLOATS, x.sums[b]);
        long from = at + PackedRows.OFFSETS;
        s0 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER).fma(sumOfToken, s0);
        from += Float.BYTES * HALF;
        s1 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER).fma(sumOfToken, s1);
      }
      at += size;
    }
    s0.intoArray(sums, part);
    s1.intoArray(sums, part + HALF);
  }

  /**
   * Two to four tokens likewise; if they are fewer than four, the last one is computed several
   * times. Token i's results go to {@code i·32 + part}.
   */
  private static void four(
      MemorySegment w,
      long at,
      int blocks,
      int words,
      int size,
      boolean offsets,
      RoundedRows x,
      int token,
      int tokens,
      float[] sums,
      int part) {
    // s<token><half of the rows>
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int b0 = token * blocks;
    int b1 = (token + Math.min(1, tokens - 1)) * blocks;
    int b2 = (token + Math.min(2, tokens - 1)) * blocks;
    int b3 = (token + Math.min(3, tokens - 1)) * blocks;
    for (int b = 0; b < blocks; b++) {
      ShortVector sum0 = IntVector.broadcast(INTS, x.starts[b0 + b]).reinterpretAsShorts();
      ShortVector sum1 = IntVector.broadcast(INTS, x.starts[b1 + b]).reinterpretAsShorts();
      ShortVector sum2 = IntVector.broadcast(INTS, x.starts[b2 + b]).reinterpretAsShorts();
      ShortVector sum3 = IntVector.broadcast(INTS, x.starts[b3 + b]).reinterpretAsShorts();
      for (int v = 0; v < words; v++) {
        int e0 = SIDE * (b0 + b) + 2 * v;
        int e1 = SIDE * (b1 + b) + 2 * v;
        int e2 = SIDE * (b2 + b) + 2 * v;
        int e3 = SIDE * (b3 + b) + 2 * v;
        IntVector q = IntVector.fromMemorySegment(INTS, w, at + VECTOR * v, ORDER);
        ShortVector halves = q.and(HALVES).reinterpretAsShorts();
        sum0 =
            sum0.add(halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e0]).reinterpretAsShorts()));
        sum1 =
            sum1.add(halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e1]).reinterpretAsShorts()));
        sum2 =
            sum2.add(halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e2]).reinterpretAsShorts()));
        sum3 =
            sum3.add(halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e3]).reinterpretAsShorts()));
        halves = q.lanewise(VectorOperators.LSHR, 4).and(HALVES).reinterpretAsShorts();
        sum0 =
            sum0.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e0 + HALF]).reinterpretAsShorts()));
        sum1 =
            sum1.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e1 + HALF]).reinterpretAsShorts()));
        sum2 =
            sum2.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e2 + HALF]).reinterpretAsShorts()));
        sum3 =
            sum3.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e3 + HALF]).reinterpretAsShorts()));
        halves = q.lanewise(VectorOperators.LSHR, 8).and(HALVES).reinterpretAsShorts();
        sum0 =
            sum0.add(
                halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e0 + 1]).reinterpretAsShorts()));
        sum1 =
            sum1.add(
                halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e1 + 1]).reinterpretAsShorts()));
        sum2 =
            sum2.add(
                halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e2 + 1]).reinterpretAsShorts()));
        sum3 =
            sum3.add(
                halves.mul(FloatVector.broadcast(FLOATS, x.pairs[e3 + 1]).reinterpretAsShorts()));
        halves = q.lanewise(VectorOperators.LSHR, 12).and(HALVES).reinterpretAsShorts();
        sum0 =
            sum0.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e0 + HALF + 1]).reinterpretAsShorts()));
        sum1 =
            sum1.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e1 + HALF + 1]).reinterpretAsShorts()));
        sum2 =
            sum2.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e2 + HALF + 1]).reinterpretAsShorts()));
        sum3 =
            sum3.add(
                halves.mul(
                    FloatVector.broadcast(FLOATS, x.pairs[e3 + HALF + 1]).reinterpretAsShorts()));
      }
      long scales = at + PackedRows.SCALES;
      FloatVector scale0 = FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER);
      FloatVector scale1 =
          FloatVector.fromMemorySegment(FLOATS, w, scales + Float.BYTES * HALF, ORDER);
      IntVector pairs = sum0.reinterpretAsInts();
      FloatVector low =
          (FloatVector)
              pairs
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector high =
          (FloatVector)
              pairs.lanewise(VectorOperators.ASHR, 16).convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector scale = FloatVector.broadcast(FLOATS, x.scales[b0 + b]);
      s00 = low.fma(scale0.mul(scale), s00);
      s01 = high.fma(scale1.mul(scale), s01);
      pairs = sum1.reinterpretAsInts();
      low =
          (FloatVector)
              pairs
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      high =
          (FloatVector)
              pairs.lanewise(VectorOperators.ASHR, 16).convertShape(VectorOperators.I2F, FLOATS, 0);
      scale = FloatVector.broadcast(FLOATS, x.scales[b1 + b]);
      s10 = low.fma(scale0.mul(scale), s10);
      s11 = high.fma(scale1.mul(scale), s11);
      pairs = sum2.reinterpretAsInts();
      low =
          (FloatVector)
              pairs
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      high =
          (FloatVector)
              pairs.lanewise(VectorOperators.ASHR, 16).convertShape(VectorOperators.I2F, FLOATS, 0);
      scale = FloatVector.broadcast(FLOATS, x.scales[b2 + b]);
      s20 = low.fma(scale0.mul(scale), s20);
      s21 = high.fma(scale1.mul(scale), s21);
      pairs = sum3.reinterpretAsInts();
      low =
          (FloatVector)
              pairs
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      high =
          (FloatVector)
              pairs.lanewise(VectorOperators.ASHR, 16).convertShape(VectorOperators.I2F, FLOATS, 0);
      scale = FloatVector.broadcast(FLOATS, x.scales[b3 + b]);
      s30 = low.fma(scale0.mul(scale), s30);
      s31 = high.fma(scale1.mul(scale), s31);
      if (offsets) {
        long from = at + PackedRows.OFFSETS;
        FloatVector offset0 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER);
        FloatVector offset1 =
            FloatVector.fromMemorySegment(FLOATS, w, from + Float.BYTES * HALF, ORDER);
        FloatVector sumOfToken = FloatVector.broadcast(FLOATS, x.sums[b0 + b]);
        s00 = offset0.fma(sumOfToken, s00);
        s01 = offset1.fma(sumOfToken, s01);
        sumOfToken = FloatVector.broadcast(FLOATS, x.sums[b1 + b]);
        s10 = offset0.fma(sumOfToken, s10);
        s11 = offset1.fma(sumOfToken, s11);
        sumOfToken = FloatVector.broadcast(FLOATS, x.sums[b2 + b]);
        s20 = offset0.fma(sumOfToken, s20);
        s21 = offset1.fma(sumOfToken, s21);
        sumOfToken = FloatVector.broadcast(FLOATS, x.sums[b3 + b]);
        s30 = offset0.fma(sumOfToken, s30);
        s31 = offset1.fma(sumOfToken, s31);
      }
      at += size;
    }
    s00.intoArray(sums, part);
    s01.intoArray(sums, part + HALF);
    s10.intoArray(sums, SIDE + part);
    s11.intoArray(sums, SIDE + part + HALF);
    s20.intoArray(sums, 2 * SIDE + part);
    s21.intoArray(sums, 2 * SIDE + part + HALF);
    s30.intoArray(sums, 3 * SIDE + part);
    s31.intoArray(sums, 3 * SIDE + part + HALF);
  }
}
