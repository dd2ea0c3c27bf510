package io.kvasir.model.kernel.vector;

/** Values that a few bits of a weight point to. */
final class Tables {
  /** The uneven steps of the IQ4 formats. */
  static final byte[] NONLINEAR = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
  };

  /** Twice the values of E2M1 numbers. */
  static final byte[] E2M1 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

  /** 2^(e-128) for e = 0 .. 255: half of the scale of MXFP4, since its table is doubled. */
  static final float[] HALF_POWERS = halfPowers();

  private Tables() {}

  private static float[] halfPowers() {
    float[] powers = new float[256];
    for (int e = 0; e < 256; e++) {
      powers[e] = Math.scalb(1f, e - 128);
    }
    return powers;
  }
}
