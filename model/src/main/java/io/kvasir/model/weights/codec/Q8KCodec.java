package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Q8_K: 256 elements in 292 bytes: scale d (binary32), 256 signed bytes q, 16 sums of 16 bytes each
 * (16 bits, not needed to decode). Element = d·q.
 */
public final class Q8KCodec implements BlockCodec {
  /** Makes the codec. */
  public Q8KCodec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 292;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = src.get(Bits.FLOAT, offset);
    for (int i = 0; i < 256; i++) { // long enough to be vectorised
      dst[at + i] = d * src.get(JAVA_BYTE, offset + 4 + i);
    }
  }
}
