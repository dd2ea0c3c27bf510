package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fields of a few bits in each of many bytes. Processors shift no bytes: so four or eight bytes are
 * shifted as one number, and the mask takes away what came from the neighbour.
 */
final class Fields {
  private static final VectorSpecies<Byte> WIDE =
      W > 4 ? ByteVector.SPECIES_256 : ByteVector.SPECIES_128;
  private static final VectorSpecies<Byte> SIXTEEN = ByteVector.SPECIES_128;
  private static final int EACH = 0x01010101; // times a byte: that byte, four times
  private static final long ONES = 0x0101010101010101L; // the same, eight times
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, Bytes.ORDER);

  private Fields() {}

  /**
   * q = (u &gt;&gt;&gt; shift) &amp; mask, eight bytes at a time.
   *
   * @param n bytes, a multiple of 8
   */
  static void take(byte[] u, int from, int shift, int mask, byte[] q, int to, int n) {
    long each = mask * ONES;
    for (int i = 0; i < n; i += 8) {
      EIGHT.set(q, to + i, ((long) EIGHT.get(u, from + i) >>> shift) & each);
    }
  }

  /** q = q | ((u &gt;&gt;&gt; shift) &amp; mask) &lt;&lt; left, for n bytes, a multiple of 8. */
  static void join(byte[] u, int from, int shift, int mask, int left, byte[] q, int to, int n) {
    long each = mask * ONES;
    for (int i = 0; i < n; i += 8) {
      long high = (((long) EIGHT.get(u, from + i) >>> shift) & each) << left;
      EIGHT.set(q, to + i, (long) EIGHT.get(q, to + i) | high);
    }
  }

  /** Of 16 bytes: the low halves, then the high halves. */
  static void halves(byte[] u, int from, byte[] q, int to) {
    IntVector v = ByteVector.fromArray(SIXTEEN, u, from).reinterpretAsInts();
    v.and(15 * EACH).reinterpretAsBytes().intoArray(q, to);
    v.lanewise(VectorOperators.LSHR, 4).and(15 * EACH).reinterpretAsBytes().intoArray(q, to + 16);
  }

  /** The same, looked up in a table of 16 values. */
  static void halves(byte[] u, int from, byte[] table, byte[] q, int to) {
    ByteVector values = ByteVector.fromArray(SIXTEEN, table, 0);
    IntVector v = ByteVector.fromArray(SIXTEEN, u, from).reinterpretAsInts();
    v.and(15 * EACH).reinterpretAsBytes().selectFrom(values).intoArray(q, to);
    v.lanewise(VectorOperators.LSHR, 4)
        .and(15 * EACH)
        .reinterpretAsBytes()
        .selectFrom(values)
        .intoArray(q, to + 16);
  }

  /** Adds a value to those of 32 bytes whose bit is set. */
  static void addWhere(int bits, int value, byte[] q, int to) {
    for (int i = 0; i < 32; i += WIDE.length()) {
      VectorMask<Byte> set = VectorMask.fromLong(WIDE, (bits & 0xffffffffL) >>> i);
      ByteVector.fromArray(WIDE, q, to + i).add((byte) value, set).intoArray(q, to + i);
    }
  }
}
