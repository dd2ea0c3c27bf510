package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/**
 * Eight small numbers at a time, one in each byte of a long. The first is the lowest byte. So a
 * block is read by few wide accesses, and bits are put together eight at once.
 */
final class Eight {
  /** The low half of each byte. */
  static final long HALVES = 0x0f0f0f0f0f0f0f0fL;

  /** The low two bits of each byte. */
  static final long PAIRS = 0x0303030303030303L;

  /** The lowest bit of each byte. */
  static final long ONES = 0x0101010101010101L;

  private Eight() {}

  static long load(MemorySegment src, long offset) {
    return src.get(Bits.LONG, offset);
  }

  /** Bytes whose low bits are bits 8·group to 8·group+7 of a word, lowest bit first. */
  static long spread(int word, int group) {
    long bits = (word >>> (8 * group)) & 255L;
    // a copy of the bits in each byte, one of them kept, moved down to the lowest place
    long kept = bits * ONES & 0x8040201008040201L;
    return ((kept + 0x7f7f7f7f7f7f7f7fL) | kept) >>> 7 & ONES;
  }

  /** dst[at+k] = d·(q - bias) for unsigned q. */
  static void decode(long q, float d, int bias, float[] dst, int at) {
    for (int k = 0; k < 8; k++) {
      dst[at + k] = d * (((int) (q >>> (8 * k)) & 255) - bias);
    }
  }

  /** dst[at+k] = d·q + m for unsigned q; product and sum are rounded one by one. */
  static void decode(long q, float d, float m, float[] dst, int at) {
    for (int k = 0; k < 8; k++) {
      dst[at + k] = d * ((int) (q >>> (8 * k)) & 255) + m;
    }
  }

  /** dst[at+k] = d·q for signed q. */
  static void decodeSigned(long q, float d, float[] dst, int at) {
    for (int k = 0; k < 8; k++) {
      dst[at + k] = d * (byte) (q >>> (8 * k));
    }
  }

  /** dst[at+k] = d·table[q] for q below 16. */
  static void decode(long q, float d, float[] table, float[] dst, int at) {
    for (int k = 0; k < 8; k++) {
      dst[at + k] = d * table[(int) (q >>> (8 * k)) & 15];
    }
  }
}
