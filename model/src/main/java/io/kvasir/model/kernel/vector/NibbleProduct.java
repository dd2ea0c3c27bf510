package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.PackedRows;
import io.kvasir.model.kernel.RoundedRows;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Packed rows of four bits times rounded activations, for {@link IntegerProduct}.
 *
 * <p>In a block, products and their sum have 16 bits: Σ(w-8)·x over 32 elements is at most 8·127·32
 * = 32,512, so it is right even though Σw·x on the way may wrap around; it begins with -8·Σx. Then,
 * for each row, s = fma(Σ, scale of the row · scale of the token, s), and s = fma(offset of the
 * row, scale·Σx of the token, s) where rows have offsets.
 *
 * <p>As in {@link Tile}, everything is spelled out: see {@link Lanes}.
 */
final class NibbleProduct {
  private static final int SIDE = PackedRows.SIDE;
  private static final int BLOCK = RoundedRows.BLOCK;
  private static final int HALF = SIDE / 2; // rows whose words are the low halves of lanes
  private static final int HALVES = 0xF000F; // the low half of a byte in each of two shorts
  private static final int SECOND = 8; // first column of the second half of a block's words
  private static final long VECTOR = SIDE * Short.BYTES; // bytes of one word of all rows
  private static final long HALF_BLOCK = VECTOR * PackedRows.WORDS / 2; // bytes of half of them

  private NibbleProduct() {}

  /**
   * Rows part .. part+W-1 of a group and those 16 after them, times some tokens; results of the
   * i-th are added to what stands at {@code i·32 + part} and 16 after it.
   *
   * @param at offset of the first block's lanes
   */
  static void many(
      PackedRows w,
      long at,
      RoundedRows x,
      int token,
      int tokens,
      VectorScratch scratch,
      int part) {
    MemorySegment data = w.data();
    for (int b = 0; b < w.blocks(); b++) {
      int first = x.at(b, token);
      add(data, at, x, first, 0, tokens, scratch.blockSums);
      add(data, at + HALF_BLOCK, x, first, SECOND, tokens, scratch.blockSums);
      scale(data, at, w.offsets(), x, first, tokens, scratch, part);
      at += w.blockBytes();
    }
  }

  /**
   * One token: rows part .. part+W-1 of two groups, and those 16 after them.
   *
   * @param at0 offset of the lanes of the first block of the one group, at1 of the other
   * @param words of a block; a constant would make C2 unroll the loop and run out of registers
   * @param rows receives the results of both groups, from part
   */
  static void one(
      PackedRows packed, long at0, long at1, int words, RoundedRows x, float[] rows, int part) {
    MemorySegment w = packed.data();
    int blocks = packed.blocks();
    int size = packed.blockBytes();
    boolean offsets = packed.offsets();
    // s<group><half of the rows>
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    for (int b = 0; b < blocks; b++) {
      ShortVector sum0 = FloatVector.broadcast(FLOATS, x.starts[b]).reinterpretAsShorts();
      ShortVector sum1 = sum0;
      for (int v = 0; v < words; v++) {
        int e = BLOCK * b + 2 * v;
        IntVector q0 = IntVector.fromMemorySegment(INTS, w, at0 + VECTOR * v, ORDER);
        IntVector q1 = IntVector.fromMemorySegment(INTS, w, at1 + VECTOR * v, ORDER);
        ShortVector token = FloatVector.broadcast(FLOATS, x.pairs[e]).reinterpretAsShorts();
        sum0 = sum0.add(q0.and(HALVES).reinterpretAsShorts().mul(token));
        sum1 = sum1.add(q1.and(HALVES).reinterpretAsShorts().mul(token));
        token = FloatVector.broadcast(FLOATS, x.pairs[e + BLOCK / 2]).reinterpretAsShorts();
        sum0 =
            sum0.add(
                q0.lanewise(VectorOperators.LSHR, 4).and(HALVES).reinterpretAsShorts().mul(token));
        sum1 =
            sum1.add(
                q1.lanewise(VectorOperators.LSHR, 4).and(HALVES).reinterpretAsShorts().mul(token));
        token = FloatVector.broadcast(FLOATS, x.pairs[e + 1]).reinterpretAsShorts();
        sum0 =
            sum0.add(
                q0.lanewise(VectorOperators.LSHR, 8).and(HALVES).reinterpretAsShorts().mul(token));
        sum1 =
            sum1.add(
                q1.lanewise(VectorOperators.LSHR, 8).and(HALVES).reinterpretAsShorts().mul(token));
        token = FloatVector.broadcast(FLOATS, x.pairs[e + BLOCK / 2 + 1]).reinterpretAsShorts();
        sum0 =
            sum0.add(
                q0.lanewise(VectorOperators.LSHR, 12).and(HALVES).reinterpretAsShorts().mul(token));
        sum1 =
            sum1.add(
                q1.lanewise(VectorOperators.LSHR, 12).and(HALVES).reinterpretAsShorts().mul(token));
      }
      FloatVector scale = FloatVector.broadcast(FLOATS, x.scales[b]);
      IntVector pairs0 = sum0.reinterpretAsInts();
      FloatVector low0 =
          (FloatVector)
              pairs0
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector high0 =
          (FloatVector)
              pairs0
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      long scales0 = at0 + PackedRows.SCALES;
      s00 = low0.fma(FloatVector.fromMemorySegment(FLOATS, w, scales0, ORDER).mul(scale), s00);
      scales0 += Float.BYTES * HALF;
      s01 = high0.fma(FloatVector.fromMemorySegment(FLOATS, w, scales0, ORDER).mul(scale), s01);
      IntVector pairs1 = sum1.reinterpretAsInts();
      FloatVector low1 =
          (FloatVector)
              pairs1
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector high1 =
          (FloatVector)
              pairs1
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      long scales1 = at1 + PackedRows.SCALES;
      s10 = low1.fma(FloatVector.fromMemorySegment(FLOATS, w, scales1, ORDER).mul(scale), s10);
      scales1 += Float.BYTES * HALF;
      s11 = high1.fma(FloatVector.fromMemorySegment(FLOATS, w, scales1, ORDER).mul(scale), s11);
      if (offsets) {
        FloatVector sumOfToken = FloatVector.broadcast(FLOATS, x.sums[b]);
        long from = at0 + PackedRows.OFFSETS;
        s00 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER).fma(sumOfToken, s00);
        from += Float.BYTES * HALF;
        s01 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER).fma(sumOfToken, s01);
        from = at1 + PackedRows.OFFSETS;
        s10 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER).fma(sumOfToken, s10);
        from += Float.BYTES * HALF;
        s11 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER).fma(sumOfToken, s11);
      }
      at0 += size;
      at1 += size;
    }
    s00.intoArray(rows, part);
    s01.intoArray(rows, part + HALF);
    s10.intoArray(rows, part + SIDE);
    s11.intoArray(rows, part + SIDE + HALF);
  }

  /**
   * Half a block: Σ = Σ + w·x over eight columns from e on, and eight from e+16 on. The first half
   * begins with -8·Σx.
   *
   * <p>The loop ends with a store to an array of the type that x has: only so does C2 load x into
   * all lanes in one instruction. In a tree of operations that does not end in a store, or that
   * reads memory of another kind, it loads a number first and repeats it with a second one.
   *
   * <p>Four sums, so that an addition waits for few others.
   *
   * @param at offset of the words
   * @param first place of the first token in the block
   * @param column the first of its columns: 0 or 8
   * @param sums of the tokens, two of 16 bits in a float
   */
  private static void add(
      MemorySegment w, long at, RoundedRows x, int first, int column, int tokens, float[] sums) {
    float[] pairs = x.pairs;
    float[] starts = x.starts;
    int from = BLOCK * first + column;
    IntVector q0 = IntVector.fromMemorySegment(INTS, w, at, ORDER);
    ShortVector w0 = q0.and(HALVES).reinterpretAsShorts();
    ShortVector w16 = q0.lanewise(VectorOperators.LSHR, 4).and(HALVES).reinterpretAsShorts();
    ShortVector w1 = q0.lanewise(VectorOperators.LSHR, 8).and(HALVES).reinterpretAsShorts();
    ShortVector w17 = q0.lanewise(VectorOperators.LSHR, 12).and(HALVES).reinterpretAsShorts();
    IntVector q1 = IntVector.fromMemorySegment(INTS, w, at + VECTOR, ORDER);
    ShortVector w2 = q1.and(HALVES).reinterpretAsShorts();
    ShortVector w18 = q1.lanewise(VectorOperators.LSHR, 4).and(HALVES).reinterpretAsShorts();
    ShortVector w3 = q1.lanewise(VectorOperators.LSHR, 8).and(HALVES).reinterpretAsShorts();
    ShortVector w19 = q1.lanewise(VectorOperators.LSHR, 12).and(HALVES).reinterpretAsShorts();
    IntVector q2 = IntVector.fromMemorySegment(INTS, w, at + VECTOR * 2, ORDER);
    ShortVector w4 = q2.and(HALVES).reinterpretAsShorts();
    ShortVector w20 = q2.lanewise(VectorOperators.LSHR, 4).and(HALVES).reinterpretAsShorts();
    ShortVector w5 = q2.lanewise(VectorOperators.LSHR, 8).and(HALVES).reinterpretAsShorts();
    ShortVector w21 = q2.lanewise(VectorOperators.LSHR, 12).and(HALVES).reinterpretAsShorts();
    IntVector q3 = IntVector.fromMemorySegment(INTS, w, at + VECTOR * 3, ORDER);
    ShortVector w6 = q3.and(HALVES).reinterpretAsShorts();
    ShortVector w22 = q3.lanewise(VectorOperators.LSHR, 4).and(HALVES).reinterpretAsShorts();
    ShortVector w7 = q3.lanewise(VectorOperators.LSHR, 8).and(HALVES).reinterpretAsShorts();
    ShortVector w23 = q3.lanewise(VectorOperators.LSHR, 12).and(HALVES).reinterpretAsShorts();
    for (int t = 0; t < tokens; t++) {
      int e = from + BLOCK * t;
      ShortVector p0 = w0.mul(FloatVector.broadcast(FLOATS, pairs[e]).reinterpretAsShorts());
      ShortVector p1 = w1.mul(FloatVector.broadcast(FLOATS, pairs[e + 1]).reinterpretAsShorts());
      ShortVector p2 = w2.mul(FloatVector.broadcast(FLOATS, pairs[e + 2]).reinterpretAsShorts());
      ShortVector p3 = w3.mul(FloatVector.broadcast(FLOATS, pairs[e + 3]).reinterpretAsShorts());
      p0 = p0.add(w4.mul(FloatVector.broadcast(FLOATS, pairs[e + 4]).reinterpretAsShorts()));
      p1 = p1.add(w5.mul(FloatVector.broadcast(FLOATS, pairs[e + 5]).reinterpretAsShorts()));
      p2 = p2.add(w6.mul(FloatVector.broadcast(FLOATS, pairs[e + 6]).reinterpretAsShorts()));
      p3 = p3.add(w7.mul(FloatVector.broadcast(FLOATS, pairs[e + 7]).reinterpretAsShorts()));
      p0 = p0.add(w16.mul(FloatVector.broadcast(FLOATS, pairs[e + 16]).reinterpretAsShorts()));
      p1 = p1.add(w17.mul(FloatVector.broadcast(FLOATS, pairs[e + 17]).reinterpretAsShorts()));
      p2 = p2.add(w18.mul(FloatVector.broadcast(FLOATS, pairs[e + 18]).reinterpretAsShorts()));
      p3 = p3.add(w19.mul(FloatVector.broadcast(FLOATS, pairs[e + 19]).reinterpretAsShorts()));
      p0 = p0.add(w20.mul(FloatVector.broadcast(FLOATS, pairs[e + 20]).reinterpretAsShorts()));
      p1 = p1.add(w21.mul(FloatVector.broadcast(FLOATS, pairs[e + 21]).reinterpretAsShorts()));
      p2 = p2.add(w22.mul(FloatVector.broadcast(FLOATS, pairs[e + 22]).reinterpretAsShorts()));
      p3 = p3.add(w23.mul(FloatVector.broadcast(FLOATS, pairs[e + 23]).reinterpretAsShorts()));
      FloatVector before =
          column == 0
              ? FloatVector.broadcast(FLOATS, starts[first + t])
              : FloatVector.fromArray(FLOATS, sums, W * t);
      before
          .reinterpretAsShorts()
          .add(p0.add(p1).add(p2.add(p3)))
          .reinterpretAsFloats()
          .intoArray(sums, W * t);
    }
  }

  /**
   * After a block: s = fma(Σ, scale of the row · scale of the token, s), then s = fma(offset of the
   * row, scale·Σx of the token, s) where rows have offsets.
   */
  private static void scale(
      MemorySegment w,
      long at,
      boolean offsets,
      RoundedRows x,
      int first,
      int tokens,
      VectorScratch scratch,
      int part) {
    float[] sums = scratch.blockSums;
    float[] scales = x.scales;
    float[] sumsOfTokens = x.sums;
    float[] rows = scratch.rows;
    long from = at + PackedRows.SCALES;
    FloatVector scale0 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER);
    from += Float.BYTES * HALF;
    FloatVector scale1 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER);
    FloatVector offset0 = FloatVector.zero(FLOATS);
    FloatVector offset1 = offset0;
    if (offsets) {
      from = at + PackedRows.OFFSETS;
      offset0 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER);
      from += Float.BYTES * HALF;
      offset1 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER);
    }
    for (int t = 0; t < tokens; t++) {
      int row = SIDE * t + part;
      IntVector pairs = FloatVector.fromArray(FLOATS, sums, W * t).reinterpretAsInts();
      FloatVector low =
          (FloatVector)
              pairs
                  .lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector high =
          (FloatVector)
              pairs.lanewise(VectorOperators.ASHR, 16).convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector scale = FloatVector.broadcast(FLOATS, scales[first + t]);
      FloatVector s0 = low.fma(scale0.mul(scale), FloatVector.fromArray(FLOATS, rows, row));
      FloatVector s1 = high.fma(scale1.mul(scale), FloatVector.fromArray(FLOATS, rows, row + HALF));
      if (offsets) {
        FloatVector sumOfToken = FloatVector.broadcast(FLOATS, sumsOfTokens[first + t]);
        s0 = offset0.fma(sumOfToken, s0);
        s1 = offset1.fma(sumOfToken, s1);
      }
      s0.intoArray(rows, row);
      s1.intoArray(rows, row + HALF);
    }
  }
}
