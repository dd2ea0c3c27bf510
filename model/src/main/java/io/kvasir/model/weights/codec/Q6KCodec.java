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
public final class Q6KCodec implements GroupCodec {
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
    for (int group = 0; group < 16; group++) {
      float scale = scale(src, offset, group);
      Eight.decode(eight(src, offset, group, 0), scale, 32, dst, at + 16 * group);
      Eight.decode(eight(src, offset, group, 8), scale, 32, dst, at + 16 * group + 8);
    }
  }

  @Override
  public Layout layout() {
    return Layout.BYTES;
  }

  @Override
  public boolean offsets() {
    return false;
  }

  @Override
  public void group(MemorySegment src, long at, int group, Group to) {
    to.first = signed(eight(src, at, group, 0));
    to.second = signed(eight(src, at, group, 8));
    to.scale = scale(src, at, group);
    to.offset = 0;
  }

  private static float scale(MemorySegment src, long at, int group) {
    return Bits.half(src, at + D) * src.get(JAVA_BYTE, at + SCALES + group);
  }

  /** q of elements i to i+7 of 16 with one scale. */
  private static long eight(MemorySegment src, long at, int group, int i) {
    int half = group >> 3;
    int k = group >> 1 & 3;
    int l = (group & 1) * 16 + i;
    long low = Eight.load(src, at + 64L * half + 32L * (k & 1) + l) >>> ((k >> 1) * 4);
    long high = Eight.load(src, at + HIGH + 32L * half + l) >>> (2 * k);
    return (low & Eight.HALVES) | (high & Eight.PAIRS) << 4;
  }

  /** Each byte less 32. None is above 63, so bit 7 keeps what is borrowed within the byte. */
  private static long signed(long q) {
    return ((q | (Eight.ONES << 7)) - (Eight.ONES << 5)) ^ (Eight.ONES << 7);
  }
}
