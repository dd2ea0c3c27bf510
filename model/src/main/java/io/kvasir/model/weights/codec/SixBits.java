package io.kvasir.model.weights.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * The 12 bytes with 8 scales and 8 minima of 6 bits that Q4_K and Q5_K share. Scales 0 to 3 are the
 * low 6 bits of bytes 0 to 3, minima 0 to 3 those of bytes 4 to 7. Of scale and minimum 4 to 7 the
 * low 4 bits are the low and high half of bytes 8 to 11, the high 2 bits are the high bits of bytes
 * 0 to 3 and 4 to 7.
 */
final class SixBits {
  private SixBits() {}

  static int scale(MemorySegment src, long offset, int j) {
    if (j < 4) {
      return src.get(JAVA_BYTE, offset + j) & 63;
    }
    int low = src.get(JAVA_BYTE, offset + 4 + j) & 15;
    return low | (src.get(JAVA_BYTE, offset - 4 + j) >> 2 & 48);
  }

  static int minimum(MemorySegment src, long offset, int j) {
    if (j < 4) {
      return src.get(JAVA_BYTE, offset + 4 + j) & 63;
    }
    int low = src.get(JAVA_BYTE, offset + 4 + j) >> 4 & 15;
    return low | (src.get(JAVA_BYTE, offset + j) >> 2 & 48);
  }
}
