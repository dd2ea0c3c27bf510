package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. Encoding rounds to nearest, ties to
 * even.
 */
public final class F16Codec implements BlockCodec {
  /** Makes the codec. */
  public F16Codec() {}

  @Override
  public int elements() {
    return 1;
  }

  @Override
  public int bytes() {
    return 2;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    dst[at] = Bits.half(src, offset);
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at, int blocks) {
    for (int i = 0; i < blocks; i++) {
      dst[at + i] = Float.float16ToFloat(src.get(Bits.SHORT, offset + 2L * i));
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    Bits.half(dst, offset, src[at]);
  }
}
