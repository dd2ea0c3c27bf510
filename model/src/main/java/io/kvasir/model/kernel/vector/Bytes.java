package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** How W small numbers of a file are read at a time. */
final class Bytes {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /** W shorts. */
  static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, W * 16)));

  /**
   * W bytes, or 8 if W = 4, for there is no vector of 32 bits: there an array must go on for four
   * more bytes than are used.
   */
  static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, W * 8)));

  static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);

  static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);

  private static final VarHandle SHORT_OF_BYTES =
      MethodHandles.byteArrayViewVarHandle(short[].class, ORDER);
  private static final VarHandle INT_OF_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ORDER);

  private Bytes() {}

  /** A binary16 number, widened. */
  static float half(byte[] a, int at) {
    return Float.float16ToFloat((short) SHORT_OF_BYTES.get(a, at));
  }

  /** An int. */
  static int word(byte[] a, int at) {
    return (int) INT_OF_BYTES.get(a, at);
  }
}
