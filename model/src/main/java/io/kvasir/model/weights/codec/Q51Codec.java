package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Q5_1: 32 elements in 24 bytes: scale d and minimum m (binary16), 32 fifth bits (bit i of element
 * i), then 16 bytes; byte i holds the low bits of element i in its low half and of element i+16 in
 * its high half. Element = d·q + m.
 */
public final class Q51Codec implements BlockCodec {
  private static final int HALF = 16;

  /** Makes the codec. */
  public Q51Codec() {}

  @Override
  public int elements() {
    return 32;
  }

  @Override
  public int bytes() {
    return 24;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    float m = Bits.half(src, offset + 2);
    int fifth = src.get(Bits.INT, offset + 4);
    for (int i = 0; i < HALF; i += 8) {
      long q = Eight.load(src, offset + 8 + i);
      long low = (q & Eight.HALVES) | Eight.spread(fifth, i >> 3) << 4;
      long high = (q >>> 4 & Eight.HALVES) | Eight.spread(fifth, 2 + (i >> 3)) << 4;
      Eight.decode(low, d, m, dst, at + i);
      Eight.decode(high, d, m, dst, at + HALF + i);
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /**
   * m = the least element, d = (the largest - m) / 31; q = (x-m)/d + 0.5, cut to a whole number.
   */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float least = Range.least(src, at, 2 * HALF);
    float d = (Range.largest(src, at, 2 * HALF) - least) / 31;
    float inverse = d == 0 ? 0 : 1 / d;
    int fifth = 0;
    for (int i = 0; i < HALF; i++) {
      int low = Math.clamp((int) ((src[at + i] - least) * inverse + 0.5f), 0, 31);
      int high = Math.clamp((int) ((src[at + HALF + i] - least) * inverse + 0.5f), 0, 31);
      fifth |= (low >> 4 << i) | (high >> 4 << (HALF + i));
      dst.set(JAVA_BYTE, offset + 8 + i, (byte) ((low & 15) | (high << 4)));
    }
    Bits.half(dst, offset, d);
    Bits.half(dst, offset + 2, least);
    dst.set(Bits.INT, offset + 4, fifth);
  }
}
