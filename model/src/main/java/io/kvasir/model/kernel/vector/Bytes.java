package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Reads W small numbers of a file at a time. Each is a few instructions that C2 inlines. */
final class Bytes {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);

  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, W * 16)));

  // W bytes; there is no vector of 32 bits, so that four bytes are read as one int (see spread)
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, W * 8)));

  // moves byte i of an int to the top
  private static final IntVector TO_TOP =
      IntVector.broadcast(INTS, 24).sub(IntVector.zero(INTS).addIndex(8));

  private static final VarHandle SHORT_OF_BYTES =
      MethodHandles.byteArrayViewVarHandle(short[].class, ORDER);
  private static final VarHandle INT_OF_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ORDER);

  private Bytes() {}

  /** A binary16 number, widened. */
  static float half(MemorySegment data, long at) {
    return Float.float16ToFloat(data.get(SHORT, at));
  }

  /** W floats. */
  static FloatVector floats(MemorySegment data, long at) {
    return FloatVector.fromMemorySegment(FLOATS, data, at, ORDER);
  }

  /** W bfloat16 numbers, widened: they are the upper halves of floats. */
  static FloatVector bfloats(MemorySegment data, long at) {
    return ((IntVector)
            ShortVector.fromMemorySegment(SHORTS, data, at, ORDER)
                .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0))
        .lanewise(VectorOperators.LSHL, 16)
        .reinterpretAsFloats();
  }

  /** W signed bytes. */
  static IntVector signed(MemorySegment data, long at) {
    if (W == 4) {
      return spread(data.get(INT, at)).lanewise(VectorOperators.ASHR, 24);
    }
    return (IntVector)
        ByteVector.fromMemorySegment(BYTES, data, at, ORDER)
            .convertShape(VectorOperators.B2I, INTS, 0);
  }

  /** W unsigned bytes. */
  static IntVector unsigned(MemorySegment data, long at) {
    if (W == 4) {
      return spread(data.get(INT, at)).lanewise(VectorOperators.LSHR, 24);
    }
    return (IntVector)
        ByteVector.fromMemorySegment(BYTES, data, at, ORDER)
            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
  }

  /** The bytes of an int, each at the top of a lane. */
  private static IntVector spread(int bytes) {
    return IntVector.broadcast(INTS, bytes).lanewise(VectorOperators.LSHL, TO_TOP);
  }

  /** A binary16 number, widened. */
  static float half(byte[] a, int at) {
    return Float.float16ToFloat((short) SHORT_OF_BYTES.get(a, at));
  }

  /** W signed bytes. */
  static IntVector signed(byte[] a, int at) {
    if (W == 4) {
      return spread((int) INT_OF_BYTES.get(a, at)).lanewise(VectorOperators.ASHR, 24);
    }
    return (IntVector)
        ByteVector.fromArray(BYTES, a, at).convertShape(VectorOperators.B2I, INTS, 0);
  }

  /** W unsigned bytes. */
  static IntVector unsigned(byte[] a, int at) {
    if (W == 4) {
      return spread((int) INT_OF_BYTES.get(a, at)).lanewise(VectorOperators.LSHR, 24);
    }
    return (IntVector)
        ByteVector.fromArray(BYTES, a, at).convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
  }

  /** Whole numbers as floats. */
  static FloatVector toFloats(IntVector v) {
    return (FloatVector) v.convertShape(VectorOperators.I2F, FLOATS, 0);
  }
}
