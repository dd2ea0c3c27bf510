package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Q4_1: 32 elements in 20 bytes: scale d and minimum m (binary16), then 16 bytes; byte i holds
 * element i in its low half and element i+16 in its high half. Element = d·q + m.
 */
public final class Q41Codec implements GroupCodec {
  private static final int HALF = 16;

  /** Makes the codec. */
  public Q41Codec() {}

  @Override
  public int elements() {
    return 32;
  }

  @Override
  public int bytes() {
    return 20;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    float m = Bits.half(src, offset + 2);
    for (int i = 0; i < HALF; i += 8) {
      long q = Eight.load(src, offset + 4 + i);
      Eight.decode(q & Eight.HALVES, d, m, dst, at + i);
      Eight.decode(q >>> 4 & Eight.HALVES, d, m, dst, at + HALF + i);
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /**
   * m = the least element, d = (the largest - m) / 15; q = (x-m)/d + 0.5, cut to a whole number.
   */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float least = Range.least(src, at, 2 * HALF);
    float d = (Range.largest(src, at, 2 * HALF) - least) / 15;
    float inverse = d == 0 ? 0 : 1 / d;
    Bits.half(dst, offset, d);
    Bits.half(dst, offset + 2, least);
    for (int i = 0; i < HALF; i++) {
      int low = Math.clamp((int) ((src[at + i] - least) * inverse + 0.5f), 0, 15);
      int high = Math.clamp((int) ((src[at + HALF + i] - least) * inverse + 0.5f), 0, 15);
      dst.set(JAVA_BYTE, offset + 4 + i, (byte) (low | high << 4));
    }
  }

  @Override
  public Layout layout() {
    return Layout.HALVES;
  }

  @Override
  public boolean offsets() {
    return true;
  }

  @Override
  public void group(MemorySegment src, long at, int group, Group to) {
    to.first = Eight.load(src, at + 4);
    to.second = Eight.load(src, at + 12);
    to.scale = Bits.half(src, at);
    to.offset = 8 * to.scale + Bits.half(src, at + 2); // d·q + m = d·(q-8) + 8d + m
  }
}
