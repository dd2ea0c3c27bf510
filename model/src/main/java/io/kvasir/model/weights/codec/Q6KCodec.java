package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Q6_K: 256 elements in 210 bytes: 128 bytes of low halves, 64 bytes of high pairs of bits, 16
 * signed scales (one per 16 elements), d (binary16). Element = (d·scale)·(q-32).
 *
 * <p>Each half of the block (128 elements) has 64 low bytes and 32 high bytes: element 32k+l (k =
 * 0..3) takes the low (k &lt; 2) or high half of low byte 32(k mod 2)+l, and bits 2k, 2k+1 of high
 * byte l.
 */
public final class Q6KCodec implements BlockCodec {
  private static final int HIGH = 128; // offset of the high bits
  private static final int SCALES = 192;
  private static final int D = 208;

  /** Makes the codec. */
  public Q6KCodec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 210;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset + D);
    for (int group = 0; group < 16; group++) { // 16 elements with one scale
      int half = group >> 3;
      int k = group >> 1 & 3;
      int l = (group & 1) * 16;
      float scale = d * src.get(JAVA_BYTE, offset + SCALES + group);
      long low = offset + 64L * half + 32L * (k & 1) + l;
      long high = offset + HIGH + 32L * half + l;
      for (int i = 0; i < 16; i += 8) {
        long q = Eight.load(src, low + i) >>> ((k >> 1) * 4) & Eight.HALVES;
        q |= (Eight.load(src, high + i) >>> (2 * k) & Eight.PAIRS) << 4;
        Eight.decode(q, scale, 32, dst, at + 16 * group + i);
      }
    }
  }
}
