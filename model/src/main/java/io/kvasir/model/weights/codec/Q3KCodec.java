package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Q3_K: 256 elements in 110 bytes: 32 bytes of third bits, 64 bytes of pairs of bits, 12 bytes with
 * 16 scales of 6 bits (one per 16 elements), d (binary16). Element = (d·(scale-32))·(q-4).
 *
 * <p>Element 128h+32k+l (h = 0..1, k = 0..3, l = 0..31) takes bits 2k, 2k+1 of pair byte 32h+l and,
 * as its third bit, bit 4h+k of third byte l. Scale j takes its low 4 bits from the low (j &lt; 8)
 * or high half of scale byte j mod 8, its high 2 bits from bits 2(j/4), 2(j/4)+1 of scale byte 8 +
 * j mod 4.
 */
public final class Q3KCodec implements BlockCodec {
  private static final int PAIRS = 32; // offset of the pairs of bits
  private static final int SCALES = 96;
  private static final int D = 108;

  /** Makes the codec. */
  public Q3KCodec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 110;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset + D);
    for (int group = 0; group < 16; group++) { // 16 elements with one scale
      float scale = d * (scale(src, offset + SCALES, group) - 32);
      int l = (group & 1) * 16;
      long pairs = offset + PAIRS + (group >> 3) * 32L + l;
      int shift = (group >> 1 & 3) * 2;
      int bit = group >> 1;
      for (int i = 0; i < 16; i += 8) {
        long q = Eight.load(src, pairs + i) >>> shift & Eight.PAIRS;
        q |= (Eight.load(src, offset + l + i) >>> bit & Eight.ONES) << 2;
        Eight.decode(q, scale, 4, dst, at + 16 * group + i);
      }
    }
  }

  private static int scale(MemorySegment src, long scales, int j) {
    int low = src.get(JAVA_BYTE, scales + (j & 7)) >> ((j >> 3) * 4) & 15;
    int high = src.get(JAVA_BYTE, scales + 8 + (j & 3)) >> ((j >> 2) * 2) & 3;
    return low | high << 4;
  }
}
