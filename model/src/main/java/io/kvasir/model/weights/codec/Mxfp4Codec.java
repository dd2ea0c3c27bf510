package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * MXFP4: 32 elements in 17 bytes: exponent e (8 bits), then 16 bytes of E2M1 numbers; byte i holds
 * element i in its low half and element i+16 in its high half. Element = 2^(e-128) · {@link
 * FourBits#E2M1}[q], whose values are doubled. Source: OCP Microscaling Formats (MX) specification
 * 1.0.
 */
public final class Mxfp4Codec implements BlockCodec {
  private static final int HALF = 16;

  /** Makes the codec. */
  public Mxfp4Codec() {}

  @Override
  public int elements() {
    return 32;
  }

  @Override
  public int bytes() {
    return 17;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = half(Bits.unsigned(src, offset));
    FourBits.decode(src, offset + 1, FourBits.E2M1, d, dst, at);
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /**
   * e is set by the largest magnitude, whose exponent becomes that of 4 to 6; q is the nearest
   * value.
   */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float largest = Math.abs(Range.extreme(src, at, 2 * HALF));
    int e = largest > 0 ? Math.clamp(Math.getExponent(largest) - 2L + 127, 0, 255) : 0;
    float d = half(e);
    dst.set(JAVA_BYTE, offset, (byte) e);
    for (int i = 0; i < HALF; i++) {
      int low = nearest(src[at + i], d);
      int high = nearest(src[at + HALF + i], d);
      dst.set(JAVA_BYTE, offset + 1 + i, (byte) (low | high << 4));
    }
  }

  private static int nearest(float x, float d) {
    int best = 0;
    for (int q = 1; q < 16; q++) {
      if (Math.abs(d * FourBits.E2M1[q] - x) < Math.abs(d * FourBits.E2M1[best] - x)) {
        best = q;
      }
    }
    return best;
  }

  /** 2^(e-128): half of the scale, since the table is doubled. Below 2^-126 it is subnormal. */
  private static float half(int e) {
    return Float.intBitsToFloat(e < 2 ? 0x00200000 << e : (e - 1) << 23);
  }
}
