package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * Q4_K: 256 elements in 144 bytes: d and dmin (binary16), 12 bytes with 8 scales and 8 minima of 6
 * bits (see {@link SixBits}), 128 bytes of halves. Element = (d·scale)·q - dmin·minimum; one scale
 * and minimum per 32 elements.
 *
 * <p>Elements 64c..64c+31 (c = 0..3) are the low halves of bytes 32c..32c+31, elements
 * 64c+32..64c+63 the high ones.
 */
public final class Q4KCodec implements GroupCodec {
  private static final int QUANTS = 16; // offset of the halves

  /** Makes the codec. */
  public Q4KCodec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 144;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    float dmin = Bits.half(src, offset + 2);
    for (int group = 0; group < 8; group++) { // 32 elements with one scale
      float scale = d * SixBits.scale(src, offset + 4, group);
      float minimum = dmin * SixBits.minimum(src, offset + 4, group);
      long from = offset + QUANTS + (group >> 1) * 32L;
      int shift = (group & 1) * 4;
      for (int i = 0; i < 32; i += 8) {
        long q = Eight.load(src, from + i) >>> shift & Eight.HALVES;
        Eight.decode(q, scale, -minimum, dst, at + 32 * group + i);
      }
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
    long from = at + QUANTS + (group >> 1) * 32L;
    int shift = (group & 1) * 4;
    to.first = halves(src, from, shift) | halves(src, from + 16, shift) << 4;
    to.second = halves(src, from + 8, shift) | halves(src, from + 24, shift) << 4;
    to.scale = Bits.half(src, at) * SixBits.scale(src, at + 4, group);
    float minimum = Bits.half(src, at + 2) * SixBits.minimum(src, at + 4, group);
    to.offset = 8 * to.scale - minimum; // d·q - m = d·(q-8) + 8d - m
  }

  private static long halves(MemorySegment src, long at, int shift) {
    return Eight.load(src, at) >>> shift & Eight.HALVES;
  }
}
