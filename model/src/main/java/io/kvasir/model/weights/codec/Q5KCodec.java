package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * Q5_K: 256 elements in 176 bytes: d and dmin (binary16), 12 bytes with 8 scales and 8 minima of 6
 * bits (see {@link SixBits}), 32 bytes of fifth bits, 128 bytes of halves. Element = (d·scale)·q -
 * dmin·minimum; one scale and minimum per 32 elements.
 *
 * <p>Elements 64c..64c+31 (c = 0..3) are the low halves of bytes 32c..32c+31, elements
 * 64c+32..64c+63 the high ones. The fifth bit of element 32g+l is bit g of fifth byte l.
 */
public final class Q5KCodec implements BlockCodec {
  private static final int FIFTH = 16; // offset of the fifth bits
  private static final int QUANTS = 48; // offset of the halves

  /** Makes the codec. */
  public Q5KCodec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 176;
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
        q |= (Eight.load(src, offset + FIFTH + i) >>> group & Eight.ONES) << 4;
        Eight.decode(q, scale, -minimum, dst, at + 32 * group + i);
      }
    }
  }
}
