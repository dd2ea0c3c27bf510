package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/** IEEE 754 binary64, rounded to binary32: no format of a weight has use for more. */
public final class F64Codec implements BlockCodec {
  /** Makes the codec. */
  public F64Codec() {}

  @Override
  public int elements() {
    return 1;
  }

  @Override
  public int bytes() {
    return 8;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    dst[at] = (float) src.get(Bits.DOUBLE, offset);
  }
}
