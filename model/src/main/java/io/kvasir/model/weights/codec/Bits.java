package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Little-endian access at any alignment. */
final class Bits {
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Bits() {}

  /** An IEEE 754 binary16 number, widened. */
  static float half(MemorySegment src, long offset) {
    return Float.float16ToFloat(src.get(SHORT, offset));
  }

  /** Rounds to binary16, ties to even. */
  static void half(MemorySegment dst, long offset, float value) {
    dst.set(SHORT, offset, Float.floatToFloat16(value));
  }

  /** An unsigned byte, 0 to 255. */
  static int unsigned(MemorySegment src, long offset) {
    return src.get(JAVA_BYTE, offset) & 0xff;
  }
}
