package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * IQ4_XS: 256 elements in 136 bytes: d (binary16), 16 bits with the high 2 bits of 8 scales, 4
 * bytes with their low 4 bits, 128 bytes of halves. Element = (d·(scale-32))·{@link
 * FourBits#NONLINEAR}[q]; one scale per 32 elements.
 *
 * <p>The 32 elements of group g are bytes 16g..16g+15: first their low halves, then their high
 * halves.
 */
public final class Iq4XsCodec implements BlockCodec {
  /** Makes the codec. */
  public Iq4XsCodec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 136;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    int high = src.get(Bits.SHORT, offset + 2);
    int low = src.get(Bits.INT, offset + 4);
    for (int group = 0; group < 8; group++) { // 32 elements with one scale
      int scale = ((low >> (4 * group)) & 15) | ((high >> (2 * group)) & 3) << 4;
      long from = offset + 8 + 16L * group;
      FourBits.decode(src, from, FourBits.NONLINEAR, d * (scale - 32), dst, at + 32 * group);
    }
  }
}
