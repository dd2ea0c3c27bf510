package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * IQ4_NL: 32 elements in 18 bytes: scale d (binary16), then 16 bytes; byte i holds element i in its
 * low half and element i+16 in its high half. Element = d·{@link FourBits#NONLINEAR}[q].
 */
public final class Iq4NlCodec implements BlockCodec {
  /** Makes the codec. */
  public Iq4NlCodec() {}

  @Override
  public int elements() {
    return 32;
  }

  @Override
  public int bytes() {
    return 18;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    FourBits.decode(src, offset + 2, FourBits.NONLINEAR, d, dst, at);
  }
}
