package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * TQ1_0: 256 ternary elements in 54 bytes: 48 bytes with 5 elements each, 4 bytes with 4 each, d
 * (binary16). A byte is a fraction of 256 whose digits to the base 3 are elements+1: digit n is the
 * whole part of 3·frac(byte·3^n / 256). Element = d·(digit-1).
 *
 * <p>The first 32 bytes hold elements 32n+i (n = 0..4), the next 16 elements 160+16n+i, the last 4
 * elements 240+4n+i (n = 0..3).
 */
public final class Tq10Codec implements BlockCodec {
  /** Makes the codec. */
  public Tq10Codec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 54;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset + 52);
    decode(src, offset, 32, 5, d, dst, at);
    decode(src, offset + 32, 16, 5, d, dst, at + 160);
    decode(src, offset + 48, 4, 4, d, dst, at + 240);
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /** d = the largest magnitude; digit-1 = x/d, ties away from zero. */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float d = Math.abs(Range.extreme(src, at, 256));
    float inverse = d == 0 ? 0 : 1 / d;
    encode(src, at, inverse, 32, 5, dst, offset);
    encode(src, at + 160, inverse, 16, 5, dst, offset + 32);
    encode(src, at + 240, inverse, 4, 4, dst, offset + 48);
    Bits.half(dst, offset + 52, d);
  }

  private static void decode(
      MemorySegment src, long from, int bytes, int digits, float d, float[] dst, int to) {
    for (int i = 0; i < bytes; i++) {
      int rest = Bits.unsigned(src, from + i);
      for (int n = 0; n < digits; n++) {
        dst[to + bytes * n + i] = d * (((rest * 3) >> 8) - 1);
        rest = rest * 3 & 255;
      }
    }
  }

  private static void encode(
      float[] src, int from, float inverse, int bytes, int digits, MemorySegment dst, long to) {
    for (int i = 0; i < bytes; i++) {
      int number = 0; // five digits; those that are not there are zeros
      for (int n = 0; n < 5; n++) {
        int digit = n < digits ? Rounding.awayFromZero(src[from + bytes * n + i] * inverse) + 1 : 0;
        number = number * 3 + digit;
      }
      dst.set(ValueLayout.JAVA_BYTE, to + i, (byte) ((number * 256 + 242) / 243)); // rounded up
    }
  }
}
