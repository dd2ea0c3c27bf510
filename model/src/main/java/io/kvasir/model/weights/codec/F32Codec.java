package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/** IEEE 754 binary32. */
public final class F32Codec implements BlockCodec {
  /** Makes the codec. */
  public F32Codec() {}

  @Override
  public int elements() {
    return 1;
  }

  @Override
  public int bytes() {
    return 4;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    dst[at] = src.get(Bits.FLOAT, offset);
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at, int blocks) {
    MemorySegment.copy(src, Bits.FLOAT, offset, dst, at, blocks);
  }

  @Override
  public boolean encodes() {
    return true;
  }

  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    dst.set(Bits.FLOAT, offset, src[at]);
  }
}
