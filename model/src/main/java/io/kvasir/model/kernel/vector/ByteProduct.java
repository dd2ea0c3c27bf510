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
 * Packed rows of bytes times rounded activations, as {@link NibbleProduct} has them of four bits.
 *
 * <p>|w| is at most 32 and |x| at most 127, so a sum of 8 products fits 16 bits (8·32·127 =
 * 32,512). The 16 elements of a block are therefore two sums, of those with even and of those with
 * odd numbers, which are added with 32 bits. Then s = fma(Σ, scale of the row · scale of the token,
 * s).
 *
 * <p>The two bytes of a short are told apart by shifts of 16-bit lanes, which keep the sign, as no
 * mask would. They cost more than masks, but one token waits for memory here: a weight takes twice
 * the bytes that it has with four bits.
 *
 * <p>As in {@link Tile}, everything is spelled out: see {@link Lanes}.
 */
final class ByteProduct {
  private static final int SIDE = PackedRows.SIDE;
  private static final int ELEMENTS = GroupCodec.Layout.BYTES.elements(); // of a block
  private static final int HALF = SIDE / 2; // rows whose words are the low halves of lanes
  private static final long VECTOR = SIDE * Short.BYTES; // bytes of one word of all rows
  private static final int SIZE = PackedRows.OFFSETS; // bytes of a block, which has no offsets

  private ByteProduct() {}

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
      int first = x.at(b / 2, token);
      add(
          data,
          at,
          x.pairs,
          RoundedRows.BLOCK * first + b % 2 * ELEMENTS,
          tokens,
          scratch.blockSums);
      scale(data, at, scratch.blockSums, x.scales, first, tokens, scratch.rows, part);
      at += SIZE;
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
    // s<group><half of the rows>
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    for (int b = 0; b < blocks; b++) {
      ShortVector even0 = IntVector.zero(INTS).reinterpretAsShorts();
      ShortVector odd0 = even0;
      ShortVector even1 = even0;
      ShortVector odd1 = even0;
      for (int v = 0; v < words; v++) {
        int e = ELEMENTS * b + 2 * v;
        ShortVector q0 =
            IntVector.fromMemorySegment(INTS, w, at0 + VECTOR * v, ORDER).reinterpretAsShorts();
        ShortVector q1 =
            IntVector.fromMemorySegment(INTS, w, at1 + VECTOR * v, ORDER).reinterpretAsShorts();
        ShortVector token = FloatVector.broadcast(FLOATS, x.pairs[e]).reinterpretAsShorts();
        even0 =
            even0.add(
                q0.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8).mul(token));
        even1 =
            even1.add(
                q1.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8).mul(token));
        token = FloatVector.broadcast(FLOATS, x.pairs[e + 1]).reinterpretAsShorts();
        odd0 = odd0.add(q0.lanewise(VectorOperators.ASHR, 8).mul(token));
        odd1 = odd1.add(q1.lanewise(VectorOperators.ASHR, 8).mul(token));
      }
      FloatVector scale = FloatVector.broadcast(FLOATS, x.scales[b / 2]);
      IntVector even = even0.reinterpretAsInts();
      IntVector odd = odd0.reinterpretAsInts();
      long scales = at0 + PackedRows.SCALES;
      s00 =
          ((FloatVector)
                  even.lanewise(VectorOperators.LSHL, 16)
                      .lanewise(VectorOperators.ASHR, 16)
                      .add(
                          odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER).mul(scale), s00);
      scales += Float.BYTES * HALF;
      s01 =
          ((FloatVector)
                  even.lanewise(VectorOperators.ASHR, 16)
                      .add(odd.lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER).mul(scale), s01);
      even = even1.reinterpretAsInts();
      odd = odd1.reinterpretAsInts();
      scales = at1 + PackedRows.SCALES;
      s10 =
          ((FloatVector)
                  even.lanewise(VectorOperators.LSHL, 16)
                      .lanewise(VectorOperators.ASHR, 16)
                      .add(
                          odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER).mul(scale), s10);
      scales += Float.BYTES * HALF;
      s11 =
          ((FloatVector)
                  even.lanewise(VectorOperators.ASHR, 16)
                      .add(odd.lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER).mul(scale), s11);
      at0 += SIZE;
      at1 += SIZE;
    }
    s00.intoArray(rows, part);
    s01.intoArray(rows, part + HALF);
    s10.intoArray(rows, part + SIDE);
    s11.intoArray(rows, part + SIDE + HALF);
  }

  /**
   * The two sums of a block, for some tokens.
   *
   * <p>Each is stored where it ends; see {@link NibbleProduct}.
   *
   * @param at offset of the words
   * @param x activations; the first of the first token is {@code from}
   * @param sums of the tokens, those of even and of odd elements, two of 16 bits in a float
   */
  private static void add(MemorySegment w, long at, float[] x, int from, int tokens, float[] sums) {
    ShortVector q0 = IntVector.fromMemorySegment(INTS, w, at, ORDER).reinterpretAsShorts();
    ShortVector w0 = q0.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w1 = q0.lanewise(VectorOperators.ASHR, 8);
    ShortVector q1 = IntVector.fromMemorySegment(INTS, w, at + VECTOR, ORDER).reinterpretAsShorts();
    ShortVector w2 = q1.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w3 = q1.lanewise(VectorOperators.ASHR, 8);
    ShortVector q2 =
        IntVector.fromMemorySegment(INTS, w, at + VECTOR * 2, ORDER).reinterpretAsShorts();
    ShortVector w4 = q2.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w5 = q2.lanewise(VectorOperators.ASHR, 8);
    ShortVector q3 =
        IntVector.fromMemorySegment(INTS, w, at + VECTOR * 3, ORDER).reinterpretAsShorts();
    ShortVector w6 = q3.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w7 = q3.lanewise(VectorOperators.ASHR, 8);
    ShortVector q4 =
        IntVector.fromMemorySegment(INTS, w, at + VECTOR * 4, ORDER).reinterpretAsShorts();
    ShortVector w8 = q4.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w9 = q4.lanewise(VectorOperators.ASHR, 8);
    ShortVector q5 =
        IntVector.fromMemorySegment(INTS, w, at + VECTOR * 5, ORDER).reinterpretAsShorts();
    ShortVector w10 = q5.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w11 = q5.lanewise(VectorOperators.ASHR, 8);
    ShortVector q6 =
        IntVector.fromMemorySegment(INTS, w, at + VECTOR * 6, ORDER).reinterpretAsShorts();
    ShortVector w12 = q6.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w13 = q6.lanewise(VectorOperators.ASHR, 8);
    ShortVector q7 =
        IntVector.fromMemorySegment(INTS, w, at + VECTOR * 7, ORDER).reinterpretAsShorts();
    ShortVector w14 = q7.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector w15 = q7.lanewise(VectorOperators.ASHR, 8);
    for (int t = 0; t < tokens; t++) {
      int e = from + RoundedRows.BLOCK * t;
      ShortVector a0 = w0.mul(FloatVector.broadcast(FLOATS, x[e]).reinterpretAsShorts());
      ShortVector a1 = w2.mul(FloatVector.broadcast(FLOATS, x[e + 2]).reinterpretAsShorts());
      a0 = a0.add(w4.mul(FloatVector.broadcast(FLOATS, x[e + 4]).reinterpretAsShorts()));
      a1 = a1.add(w6.mul(FloatVector.broadcast(FLOATS, x[e + 6]).reinterpretAsShorts()));
      a0 = a0.add(w8.mul(FloatVector.broadcast(FLOATS, x[e + 8]).reinterpretAsShorts()));
      a1 = a1.add(w10.mul(FloatVector.broadcast(FLOATS, x[e + 10]).reinterpretAsShorts()));
      a0 = a0.add(w12.mul(FloatVector.broadcast(FLOATS, x[e + 12]).reinterpretAsShorts()));
      a1 = a1.add(w14.mul(FloatVector.broadcast(FLOATS, x[e + 14]).reinterpretAsShorts()));
      a0.add(a1).reinterpretAsFloats().intoArray(sums, 2 * W * t);
      ShortVector b0 = w1.mul(FloatVector.broadcast(FLOATS, x[e + 1]).reinterpretAsShorts());
      ShortVector b1 = w3.mul(FloatVector.broadcast(FLOATS, x[e + 3]).reinterpretAsShorts());
      b0 = b0.add(w5.mul(FloatVector.broadcast(FLOATS, x[e + 5]).reinterpretAsShorts()));
      b1 = b1.add(w7.mul(FloatVector.broadcast(FLOATS, x[e + 7]).reinterpretAsShorts()));
      b0 = b0.add(w9.mul(FloatVector.broadcast(FLOATS, x[e + 9]).reinterpretAsShorts()));
      b1 = b1.add(w11.mul(FloatVector.broadcast(FLOATS, x[e + 11]).reinterpretAsShorts()));
      b0 = b0.add(w13.mul(FloatVector.broadcast(FLOATS, x[e + 13]).reinterpretAsShorts()));
      b1 = b1.add(w15.mul(FloatVector.broadcast(FLOATS, x[e + 15]).reinterpretAsShorts()));
      b0.add(b1).reinterpretAsFloats().intoArray(sums, 2 * W * t + W);
    }
  }

  /** After a block: s = fma(Σ, scale of the row · scale of the token, s). */
  private static void scale(
      MemorySegment w,
      long at,
      float[] sums,
      float[] scales,
      int first,
      int tokens,
      float[] rows,
      int part) {
    long from = at + PackedRows.SCALES;
    FloatVector scale0 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER);
    from += Float.BYTES * HALF;
    FloatVector scale1 = FloatVector.fromMemorySegment(FLOATS, w, from, ORDER);
    for (int t = 0; t < tokens; t++) {
      int row = SIDE * t + part;
      IntVector even = FloatVector.fromArray(FLOATS, sums, 2 * W * t).reinterpretAsInts();
      IntVector odd = FloatVector.fromArray(FLOATS, sums, 2 * W * t + W).reinterpretAsInts();
      FloatVector low =
          (FloatVector)
              even.lanewise(VectorOperators.LSHL, 16)
                  .lanewise(VectorOperators.ASHR, 16)
                  .add(odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector high =
          (FloatVector)
              even.lanewise(VectorOperators.ASHR, 16)
                  .add(odd.lanewise(VectorOperators.ASHR, 16))
                  .convertShape(VectorOperators.I2F, FLOATS, 0);
      FloatVector scale = FloatVector.broadcast(FLOATS, scales[first + t]);
      low.fma(scale0.mul(scale), FloatVector.fromArray(FLOATS, rows, row)).intoArray(rows, row);
      high.fma(scale1.mul(scale), FloatVector.fromArray(FLOATS, rows, row + HALF))
          .intoArray(rows, row + HALF);
    }
  }
}
