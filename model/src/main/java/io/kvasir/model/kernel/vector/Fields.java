package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fields of a few bits in each of many bytes. Processors shift no bytes: so four bytes are shifted
 * as one number, and the mask takes away what came from the neighbour.
 *
 * <p>The methods for many blocks have one loop over all of them: C2 keeps the vectors of such a
 * loop in registers, and not always those of a loop that turns once.
 */
final class Fields {
  private static final VectorSpecies<Byte> WIDE =
      W > 4 ? ByteVector.SPECIES_256 : ByteVector.SPECIES_128;
  private static final VectorSpecies<Byte> SIXTEEN = ByteVector.SPECIES_128;
  private static final int L = WIDE.length();
  private static final int PARTS = 32 / L; // of 32 bytes
  private static final int EACH = 0x01010101; // times a byte: that byte, four times

  private Fields() {}

  // Blocks of 256 elements stand `stride` bytes apart, those of q side by side. Below, p numbers
  // the
  // parts of a block: g = p / PARTS is the 32 bytes that it belongs to, its place there is e.

  /** Four times 32 bytes in a block: halves of elements l and l + 32. */
  static void halves(byte[] u, int from, int stride, int blocks, byte[] q, int to) {
    for (int p = 0; p < 4 * PARTS * blocks; p++) {
      int g = p / PARTS;
      int e = p % PARTS * L;
      int at = from + g / 4 * stride + g % 4 * 32 + e;
      IntVector v = ByteVector.fromArray(WIDE, u, at).reinterpretAsInts();
      v.and(15 * EACH).reinterpretAsBytes().intoArray(q, to + 64 * g + e);
      v.lanewise(VectorOperators.LSHR, 4)
          .and(15 * EACH)
          .reinterpretAsBytes()
          .intoArray(q, to + 64 * g + 32 + e);
    }
  }

  /** Twice 32 bytes in a block: pairs of bits of elements l, l + 32, l + 64 and l + 96. */
  static void pairs(byte[] u, int from, int stride, int blocks, byte[] q, int to) {
    for (int p = 0; p < 2 * PARTS * blocks; p++) {
      int g = p / PARTS;
      int e = p % PARTS * L;
      int at = from + g / 2 * stride + g % 2 * 32 + e;
      int half = to + 128 * g + e;
      IntVector v = ByteVector.fromArray(WIDE, u, at).reinterpretAsInts();
      v.and(3 * EACH).reinterpretAsBytes().intoArray(q, half);
      v.lanewise(VectorOperators.LSHR, 2)
          .and(3 * EACH)
          .reinterpretAsBytes()
          .intoArray(q, half + 32);
      v.lanewise(VectorOperators.LSHR, 4)
          .and(3 * EACH)
          .reinterpretAsBytes()
          .intoArray(q, half + 64);
      v.lanewise(VectorOperators.LSHR, 6)
          .and(3 * EACH)
          .reinterpretAsBytes()
          .intoArray(q, half + 96);
    }
  }

  /** 32 bytes in a block: bit i of byte l becomes bit {@code place} of element 32·i + l. */
  static void joinBits(byte[] u, int from, int stride, int blocks, int place, byte[] q, int to) {
    for (int p = 0; p < 8 * PARTS * blocks; p++) {
      int g = p / PARTS;
      int e = p % PARTS * L;
      int at = to + 32 * g + e;
      ByteVector.fromArray(WIDE, u, from + g / 8 * stride + e)
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHR, g % 8)
          .and(EACH)
          .lanewise(VectorOperators.LSHL, place)
          .or(ByteVector.fromArray(WIDE, q, at).reinterpretAsInts())
          .reinterpretAsBytes()
          .intoArray(q, at);
    }
  }

  /**
   * Six bits of each element: in a block twice 64 bytes with halves of elements l and l + 64, then
   * twice 32 bytes with pairs of elements l, l + 32, l + 64 and l + 96.
   */
  static void sixBits(byte[] u, int from, int stride, int blocks, byte[] q, int to) {
    for (int p = 0; p < 2 * PARTS * blocks; p++) {
      int g = p / PARTS;
      int e = p % PARTS * L;
      int block = from + g / 2 * stride;
      int low = block + g % 2 * 64 + e;
      int half = to + 128 * g + e;
      IntVector a = ByteVector.fromArray(WIDE, u, low).reinterpretAsInts();
      IntVector b = ByteVector.fromArray(WIDE, u, low + 32).reinterpretAsInts();
      IntVector high =
          ByteVector.fromArray(WIDE, u, block + 128 + g % 2 * 32 + e).reinterpretAsInts();
      a.and(15 * EACH)
          .or(high.lanewise(VectorOperators.LSHL, 4).and(48 * EACH))
          .reinterpretAsBytes()
          .intoArray(q, half);
      b.and(15 * EACH)
          .or(high.lanewise(VectorOperators.LSHL, 2).and(48 * EACH))
          .reinterpretAsBytes()
          .intoArray(q, half + 32);
      a.lanewise(VectorOperators.LSHR, 4)
          .and(15 * EACH)
          .or(high.and(48 * EACH))
          .reinterpretAsBytes()
          .intoArray(q, half + 64);
      b.lanewise(VectorOperators.LSHR, 4)
          .and(15 * EACH)
          .or(high.lanewise(VectorOperators.LSHR, 2).and(48 * EACH))
          .reinterpretAsBytes()
          .intoArray(q, half + 96);
    }
  }

  // Blocks of 32 elements: their 16 bytes stand `stride` bytes apart.

  /** The low halves of 16 bytes, then the high halves. */
  static void lowThenHigh(byte[] u, int from, int stride, int blocks, byte[] q, int to) {
    for (int b = 0; b < blocks; b++) {
      IntVector v = ByteVector.fromArray(SIXTEEN, u, from + stride * b).reinterpretAsInts();
      v.and(15 * EACH).reinterpretAsBytes().intoArray(q, to + 32 * b);
      v.lanewise(VectorOperators.LSHR, 4)
          .and(15 * EACH)
          .reinterpretAsBytes()
          .intoArray(q, to + 32 * b + 16);
    }
  }

  /** The same, looked up in a table of 16 values. */
  static void lowThenHigh(
      byte[] u, int from, int stride, int blocks, byte[] table, byte[] q, int to) {
    ByteVector values = ByteVector.fromArray(SIXTEEN, table, 0);
    for (int b = 0; b < blocks; b++) {
      IntVector v = ByteVector.fromArray(SIXTEEN, u, from + stride * b).reinterpretAsInts();
      v.and(15 * EACH).reinterpretAsBytes().selectFrom(values).intoArray(q, to + 32 * b);
      v.lanewise(VectorOperators.LSHR, 4)
          .and(15 * EACH)
          .reinterpretAsBytes()
          .selectFrom(values)
          .intoArray(q, to + 32 * b + 16);
    }
  }

  /** Adds 16 to those of 32 elements whose bit is set in the four bytes of a block. */
  static void addSixteens(byte[] u, int from, int stride, int blocks, byte[] q, int to) {
    for (int p = 0; p < PARTS * blocks; p++) {
      int at = to + L * p;
      int shift = p % PARTS * L;
      long bits = (Bytes.word(u, from + p / PARTS * stride) & 0xffffffffL) >>> shift;
      ByteVector.fromArray(WIDE, q, at)
          .add((byte) 16, VectorMask.fromLong(WIDE, bits))
          .intoArray(q, at);
    }
  }
}
