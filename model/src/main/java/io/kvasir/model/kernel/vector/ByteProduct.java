package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;

import io.kvasir.model.kernel.PackedRows;
import io.kvasir.model.kernel.RoundedRows;
import io.kvasir.model.weights.codec.GroupCodec;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Packed rows of bytes times rounded activations, as {@link IntegerProduct} has them of four bits.
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
 * <p>As in {@link Tile}, everything is spelled out in one method: see {@link Lanes}.
 */
final class ByteProduct {
  private static final int SIDE = PackedRows.SIDE;
  private static final int ELEMENTS = GroupCodec.Layout.BYTES.elements(); // of a block
  private static final int HALF = SIDE / 2; // rows whose words are the low halves of lanes
  private static final long VECTOR = SIDE * Short.BYTES; // bytes of one word of all rows
  private static final int SIZE = PackedRows.OFFSETS; // bytes of a block, which has no offsets

  private ByteProduct() {}

  /**
   * Rows part .. part+W-1 of a group and those 16 after them, times one to four tokens; token i's
   * results go to {@code i·32 + part}.
   *
   * @param at offset of the first block's lanes
   */
  static void multiply(
      PackedRows w, long at, RoundedRows x, int token, int tokens, float[] sums, int part) {
    if (tokens == 1) {
      one(w.data(), at, w.blocks(), PackedRows.WORDS, x, token, sums, part);
    } else {
      four(w.data(), at, w.blocks(), PackedRows.WORDS, x, token, tokens, sums, part);
    }
  }

  /**
   * One token.
   *
   * @param words of a block; a constant would make C2 unroll the loop and run out of registers
   */
  private static void one(
      MemorySegment w,
      long at,
      int blocks,
      int words,
      RoundedRows x,
      int token,
      float[] sums,
      int part) {
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = s00;
    int first = token * x.cols;
    int block = token * x.blocks();
    for (int b = 0; b < blocks; b++) {
      ShortVector even0 = IntVector.zero(INTS).reinterpretAsShorts();
      ShortVector odd0 = even0;
      for (int v = 0; v < words; v++) {
        int e = first + ELEMENTS * b + 2 * v;
        ShortVector q =
            IntVector.fromMemorySegment(INTS, w, at + VECTOR * v, ORDER).reinterpretAsShorts();
        even0 =
            even0.add(
                q.lanewise(VectorOperators.LSHL, 8)
                    .lanewise(VectorOperators.ASHR, 8)
                    .mul(FloatVector.broadcast(FLOATS, x.pairs[e]).reinterpretAsShorts()));
        odd0 =
            odd0.add(
                q.lanewise(VectorOperators.ASHR, 8)
                    .mul(FloatVector.broadcast(FLOATS, x.pairs[e + 1]).reinterpretAsShorts()));
      }
      long scales = at + PackedRows.SCALES;
      FloatVector scale0 = FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER);
      FloatVector scale1 =
          FloatVector.fromMemorySegment(FLOATS, w, scales + Float.BYTES * HALF, ORDER);
      IntVector even = even0.reinterpretAsInts();
      IntVector odd = odd0.reinterpretAsInts();
      FloatVector scale = FloatVector.broadcast(FLOATS, x.scales[block + b / 2]);
      s00 =
          ((FloatVector)
                  even.lanewise(VectorOperators.LSHL, 16)
                      .lanewise(VectorOperators.ASHR, 16)
                      .add(
                          odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale0.mul(scale), s00);
      s01 =
          ((FloatVector)
                  even.lanewise(VectorOperators.ASHR, 16)
                      .add(odd.lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale1.mul(scale), s01);
      at += SIZE;
    }
    s00.intoArray(sums, part);
    s01.intoArray(sums, part + HALF);
  }

  /**
   * Two to four tokens likewise; if they are fewer than four, the last one is computed several
   * times.
   */
  private static void four(
      MemorySegment w,
      long at,
      int blocks,
      int words,
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
    int b0 = token * x.blocks();
    int b1 = (token + Math.min(1, tokens - 1)) * x.blocks();
    int b2 = (token + Math.min(2, tokens - 1)) * x.blocks();
    int b3 = (token + Math.min(3, tokens - 1)) * x.blocks();
    for (int b = 0; b < blocks; b++) {
      ShortVector even0 = IntVector.zero(INTS).reinterpretAsShorts();
      ShortVector odd0 = even0;
      ShortVector even1 = IntVector.zero(INTS).reinterpretAsShorts();
      ShortVector odd1 = even1;
      ShortVector even2 = IntVector.zero(INTS).reinterpretAsShorts();
      ShortVector odd2 = even2;
      ShortVector even3 = IntVector.zero(INTS).reinterpretAsShorts();
      ShortVector odd3 = even3;
      for (int v = 0; v < words; v++) {
        int e0 = RoundedRows.BLOCK * b0 + ELEMENTS * b + 2 * v;
        int e1 = RoundedRows.BLOCK * b1 + ELEMENTS * b + 2 * v;
        int e2 = RoundedRows.BLOCK * b2 + ELEMENTS * b + 2 * v;
        int e3 = RoundedRows.BLOCK * b3 + ELEMENTS * b + 2 * v;
        ShortVector q =
            IntVector.fromMemorySegment(INTS, w, at + VECTOR * v, ORDER).reinterpretAsShorts();
        ShortVector bytes = q.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
        even0 =
            even0.add(bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e0]).reinterpretAsShorts()));
        even1 =
            even1.add(bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e1]).reinterpretAsShorts()));
        even2 =
            even2.add(bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e2]).reinterpretAsShorts()));
        even3 =
            even3.add(bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e3]).reinterpretAsShorts()));
        bytes = q.lanewise(VectorOperators.ASHR, 8);
        odd0 =
            odd0.add(
                bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e0 + 1]).reinterpretAsShorts()));
        odd1 =
            odd1.add(
                bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e1 + 1]).reinterpretAsShorts()));
        odd2 =
            odd2.add(
                bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e2 + 1]).reinterpretAsShorts()));
        odd3 =
            odd3.add(
                bytes.mul(FloatVector.broadcast(FLOATS, x.pairs[e3 + 1]).reinterpretAsShorts()));
      }
      long scales = at + PackedRows.SCALES;
      FloatVector scale0 = FloatVector.fromMemorySegment(FLOATS, w, scales, ORDER);
      FloatVector scale1 =
          FloatVector.fromMemorySegment(FLOATS, w, scales + Float.BYTES * HALF, ORDER);
      IntVector even = even0.reinterpretAsInts();
      IntVector odd = odd0.reinterpretAsInts();
      FloatVector scale = FloatVector.broadcast(FLOATS, x.scales[b0 + b / 2]);
      s00 =
          ((FloatVector)
                  even.lanewise(VectorOperators.LSHL, 16)
                      .lanewise(VectorOperators.ASHR, 16)
                      .add(
                          odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale0.mul(scale), s00);
      s01 =
          ((FloatVector)
                  even.lanewise(VectorOperators.ASHR, 16)
                      .add(odd.lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale1.mul(scale), s01);
      even = even1.reinterpretAsInts();
      odd = odd1.reinterpretAsInts();
      scale = FloatVector.broadcast(FLOATS, x.scales[b1 + b / 2]);
      s10 =
          ((FloatVector)
                  even.lanewise(VectorOperators.LSHL, 16)
                      .lanewise(VectorOperators.ASHR, 16)
                      .add(
                          odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale0.mul(scale), s10);
      s11 =
          ((FloatVector)
                  even.lanewise(VectorOperators.ASHR, 16)
                      .add(odd.lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale1.mul(scale), s11);
      even = even2.reinterpretAsInts();
      odd = odd2.reinterpretAsInts();
      scale = FloatVector.broadcast(FLOATS, x.scales[b2 + b / 2]);
      s20 =
          ((FloatVector)
                  even.lanewise(VectorOperators.LSHL, 16)
                      .lanewise(VectorOperators.ASHR, 16)
                      .add(
                          odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale0.mul(scale), s20);
      s21 =
          ((FloatVector)
                  even.lanewise(VectorOperators.ASHR, 16)
                      .add(odd.lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale1.mul(scale), s21);
      even = even3.reinterpretAsInts();
      odd = odd3.reinterpretAsInts();
      scale = FloatVector.broadcast(FLOATS, x.scales[b3 + b / 2]);
      s30 =
          ((FloatVector)
                  even.lanewise(VectorOperators.LSHL, 16)
                      .lanewise(VectorOperators.ASHR, 16)
                      .add(
                          odd.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale0.mul(scale), s30);
      s31 =
          ((FloatVector)
                  even.lanewise(VectorOperators.ASHR, 16)
                      .add(odd.lanewise(VectorOperators.ASHR, 16))
                      .convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(scale1.mul(scale), s31);
      at += SIZE;
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
