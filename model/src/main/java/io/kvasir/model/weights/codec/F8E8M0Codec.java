package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/** OCP 8-bit exponent E8M0, the scale of MX formats: 2^(e-127); 255 is NaN. */
public final class F8E8M0Codec implements BlockCodec {
  /** Makes the codec. */
  public F8E8M0Codec() {}

  @Override
  public int elements() {
    return 1;
  }

  @Override
  public int bytes() {
    return 1;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    dst[at] = value(Bits.unsigned(src, offset));
  }

  private static float value(int e) {
    return e == 255 ? Float.NaN : Math.scalb(1f, e - 127);
  }
}
