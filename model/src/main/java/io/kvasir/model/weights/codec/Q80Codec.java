package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Q8_0: 32 elements in 34 bytes: scale d (binary16), then 32 signed bytes q. Element = d·q. */
public final class Q80Codec implements BlockCodec {
  private static final int N = 32;

  /** Makes the codec. */
  public Q80Codec() {}

  @Override
  public int elements() {
    return N;
  }

  @Override
  public int bytes() {
    return 34;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset);
    for (int i = 0; i < N; i += 8) {
      Eight.decodeSigned(Eight.load(src, offset + 2 + i), d, dst, at + i);
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /** d = largest magnitude / 127; q = x/d, ties away from zero. */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float d = Math.abs(Range.extreme(src, at, N)) / 127;
    float inverse = d == 0 ? 0 : 1 / d;
    Bits.half(dst, offset, d);
    for (int i = 0; i < N; i++) {
      dst.set(JAVA_BYTE, offset + 2 + i, (byte) Rounding.awayFromZero(src[at + i] * inverse));
    }
  }
}
