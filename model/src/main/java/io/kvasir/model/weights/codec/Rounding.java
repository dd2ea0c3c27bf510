package io.kvasir.model.weights.codec;

/** Rounding to whole numbers as the reference quantisers do it. */
final class Rounding {
  private Rounding() {}

  /** To the nearest whole number, halves away from zero; |x| below 2^22. NaN gives 0. */
  static int awayFromZero(float x) {
    float a = Math.abs(x);
    float floor = (float) Math.floor(a);
    int whole = (int) (floor + (float) Math.floor(2 * (a - floor)));
    return x < 0 ? -whole : whole;
  }
}
