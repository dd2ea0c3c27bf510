package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * TQ2_0: 256 ternary elements in 66 bytes: 64 bytes of pairs of bits, d (binary16). Element =
 * d·(q-1).
 *
 * <p>Element 128h+32k+l (h = 0..1, k = 0..3, l = 0..31) is bits 2k, 2k+1 of byte 32h+l.
 */
public final class Tq20Codec implements BlockCodec {
  /** Makes the codec. */
  public Tq20Codec() {}

  @Override
  public int elements() {
    return 256;
  }

  @Override
  public int bytes() {
    return 66;
  }

  @Override
  public void decode(MemorySegment src, long offset, float[] dst, int at) {
    float d = Bits.half(src, offset + 64);
    for (int group = 0; group < 8; group++) { // 32 elements at one shift
      long from = offset + (group >> 2) * 32L;
      int shift = (group & 3) * 2;
      for (int i = 0; i < 32; i += 8) {
        long q = Eight.load(src, from + i) >>> shift & Eight.PAIRS;
        Eight.decode(q, d, 1, dst, at + 32 * group + i);
      }
    }
  }

  @Override
  public boolean encodes() {
    return true;
  }

  /** d = the largest magnitude; q-1 = x/d, ties away from zero. */
  @Override
  public void encode(float[] src, int at, MemorySegment dst, long offset) {
    float d = Math.abs(Range.extreme(src, at, 256));
    float inverse = d == 0 ? 0 : 1 / d;
    for (int b = 0; b < 64; b++) {
      int from = at + (b >> 5) * 128 + (b & 31);
      int packed = 0;
      for (int k = 0; k < 4; k++) {
        packed |= (Rounding.awayFromZero(src[from + 32 * k] * inverse) + 1) << (2 * k);
      }
      dst.set(JAVA_BYTE, offset + b, (byte) packed);
    }
    Bits.half(dst, offset + 64, d);
  }
}
