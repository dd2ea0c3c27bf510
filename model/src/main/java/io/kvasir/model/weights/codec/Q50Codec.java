package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Q5_0: 32 elements in 22 bytes: scale d (binary16), 32 fifth bits (bit i of element i), then 16
 * bytes; byte i holds the low bits of element i in its low half and of element i+16 in its high
 * half. Element = d·(q-16).
 */
public final class Q50Codec implements BlockCodec {
  private static final int HALF = 16;

  /** Makes the codec. */
  public Q50Codec() {}

  @Override
  public int elements() {
    return 32;
  }

  @Override
  public int bytes() {
    return 22;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    int fifth = src.get(Bits.INT, offset + 2);
    for (int i = 0; i < HALF; i += 8) {
      long q = Eight.load(src, offset + 6 + i);
      long low = (q & Eight.HALVES) | Eight.spread(fifth, i >> 3) << 4;
      long high = (q >>> 4 & Eight.HALVES) | Eight.spread(fifth, 2 + (i >> 3)) << 4;
      Eight.decode(low, d, 16, dst, at + i);
      Eight.decode(high, d, 16, dst, at + HALF + i);
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /**
   * d = the element of largest magnitude / -16, so that it is hit exactly; q = x/d + 16.5, cut to a
   * whole number.
   */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float d = Range.extreme(src, at, 2 * HALF) / -16;
    float inverse = d == 0 ? 0 : 1 / d;
    int fifth = 0;
    for (int i = 0; i < HALF; i++) {
      int low = Math.clamp((int) (src[at + i] * inverse + 16.5f), 0, 31);
      int high = Math.clamp((int) (src[at + HALF + i] * inverse + 16.5f), 0, 31);
      fifth |= (low >> 4 << i) | (high >> 4 << (HALF + i));
      dst.set(JAVA_BYTE, offset + 6 + i, (byte) ((low & 15) | (high << 4)));
    }
    Bits.half(dst, offset, d);
    dst.set(Bits.INT, offset + 2, fifth);
  }
}
