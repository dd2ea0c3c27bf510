package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * Q2_K: 256 elements in 84 bytes: 16 bytes with the scale (low half) and the minimum (high half) of
 * 16 elements each, 64 bytes of pairs of bits, d and dmin (binary16). Element = (d·scale)·q -
 * dmin·minimum.
 *
 * <p>Element 128h+32k+l (h = 0..1, k = 0..3, l = 0..31) is bits 2k, 2k+1 of byte 32h+l.
 */
public final class Q2KCodec implements BlockCodec {
  private static final int QUANTS = 16; // offset of the pairs of bits
  private static final int D = 80;

  /** Makes the codec. */
  public Q2KCodec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 84;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset + D);
    float dmin = Bits.half(src, offset + D + 2);
    for (int group = 0; group < 16; group++) { // 16 elements with one scale
      int packed = Bits.unsigned(src, offset + group);
      float scale = d * (packed & 15);
      float minimum = dmin * (packed >> 4);
      long from = offset + QUANTS + (group >> 3) * 32L + (group & 1) * 16L;
      int shift = (group >> 1 & 3) * 2;
      for (int i = 0; i < 16; i += 8) {
        long q = Eight.load(src, from + i) >>> shift & Eight.PAIRS;
        Eight.decode(q, scale, -minimum, dst, at + 16 * group + i);
      }
    }
  }
}
