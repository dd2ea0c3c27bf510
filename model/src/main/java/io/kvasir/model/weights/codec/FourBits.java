package io.kvasir.model.weights.codec;

import java.lang.foreign.MemorySegment;

/** What the formats share whose four bits point into a table of sixteen values. */
final class FourBits {
  /** The uneven steps of the IQ4 formats, closer together near zero. */
  static final float[] NONLINEAR = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
  };

  /** Twice the values of E2M1: 1 sign, 2 exponent and 1 fraction bit. */
  static final float[] E2M1 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

  private FourBits() {}

  /**
   * 32 elements scale·table[q]; byte i holds element i in its low and element i+16 in its high
   * half.
   */
  static void decode(
      MemorySegment src, long from, float[] table, float scale, float[] dst, int at) {
    for (int i = 0; i < 16; i += 8) {
      long q = Eight.load(src, from + i);
      Eight.decode(q & Eight.HALVES, scale, table, dst, at + i);
      Eight.decode(q >>> 4 & Eight.HALVES, scale, table, dst, at + 16 + i);
    }
  }
}
