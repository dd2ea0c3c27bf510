package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * bfloat16: the upper half of a binary32. Encoding rounds to nearest, ties to even; NaN stays NaN,
 * made quiet.
 */
public final class Bf16Codec implements BlockCodec {
  /** Makes the codec. */
  public Bf16Codec() {}

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
    dst[at] = Float.intBitsToFloat(src.get(Bits.SHORT, offset) << 16);
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at, int blocks) {
    for (int i = 0; i < blocks; i++) {
      dst[at + i] = Float.intBitsToFloat(src.get(Bits.SHORT, offset + 2L * i) << 16);
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    int bits = Float.floatToRawIntBits(src[at]);
    boolean nan = (bits & 0x7fffffff) > 0x7f800000;
    int even = bits >>> 16 & 1; // ties go to the even one
    int rounded = nan ? bits >>> 16 | 0x40 : (bits + 0x7fff + even) >>> 16;
    dst.set(Bits.SHORT, offset, (short) rounded);
  }
}
