package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Q4_0: 32 elements in 18 bytes: scale d (binary16), then 16 bytes; byte i holds element i in its
 * low half and element i+16 in its high half. Element = d·(q-8).
 */
public final class Q40Codec implements GroupCodec {
  private static final int HALF = 16;

  /** Makes the codec. */
  public Q40Codec() {}

  @Override
  public int elements() {
    return 2 * HALF;
  }

  @Override
  public int bytes() {
    return 18;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    for (int i = 0; i < HALF; i += 8) {
      long q = Eight.load(src, offset + 2 + i);
      Eight.decode(q & Eight.HALVES, d, 8, dst, at + i);
      Eight.decode(q >>> 4 & Eight.HALVES, d, 8, dst, at + HALF + i);
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /**
   * d = the element of largest magnitude / -8, so that it is hit exactly; q = x/d + 8.5, cut to a
   * whole number.
   */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float d = Range.extreme(src, at, 2 * HALF) / -8;
    float inverse = d == 0 ? 0 : 1 / d;
    Bits.half(dst, offset, d);
    for (int i = 0; i < HALF; i++) {
      int low = Math.clamp((int) (src[at + i] * inverse + 8.5f), 0, 15);
      int high = Math.clamp((int) (src[at + HALF + i] * inverse + 8.5f), 0, 15);
      dst.set(JAVA_BYTE, offset + 2 + i, (byte) (low | high << 4));
    }
  }

  @Override
  public Layout layout() {
    return Layout.HALVES;
  }

  @Override
  public boolean offsets() {
    return false;
  }

  @Override
  public void group(MemorySegment src, long at, int group, Group to) {
    to.first = Eight.load(src, at + 2);
    to.second = Eight.load(src, at + 10);
    to.scale = Bits.half(src, at);
    to.offset = 0;
  }
}
