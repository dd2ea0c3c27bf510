package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Whole numbers of 1, 2, 4 or 8 bytes, rounded to binary32. Files hold masks and position numbers
 * in them.
 */
public final class IntegerCodec implements BlockCodec {
  private final int bytes;
  private final boolean signed;

  /**
   * Makes a codec.
   *
   * @param bytes 1, 2, 4 or 8
   * @param signed whether the highest bit is a sign
   */
  public IntegerCodec(int bytes, boolean signed) {
    this.bytes = bytes;
    this.signed = signed;
  }

  @Override
  public int elements() {
    return 1;
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    long value =
        switch (bytes) {
          case 1 -> src.get(JAVA_BYTE, offset);
          case 2 -> src.get(Bits.SHORT, offset);
          case 4 -> src.get(Bits.INT, offset);
          default -> src.get(Bits.LONG, offset);
        };
    if (signed || value >= 0) {
      dst[at] = value;
    } else if (bytes < 8) {
      dst[at] = value + (1L << (8 * bytes));
    } else {
      dst[at] = 2f * (value >>> 1 | (value & 1)); // halved with a sticky bit: rounded once
    }
  }
}
