package io.kvasir.model.weights.codec;

/** What quantisers ask of the elements of a block. */
final class Range {
  private Range() {}

  /** The element of largest magnitude, with its sign; the first of several. */
  static float extreme(float[] x, int at, int n) {
    float extreme = x[at];
    for (int i = 1; i < n; i++) {
      extreme = Math.abs(x[at + i]) > Math.abs(extreme) ? x[at + i] : extreme;
    }
    return extreme;
  }

  static float least(float[] x, int at, int n) {
    float least = x[at];
    for (int i = 1; i < n; i++) {
      least = Math.min(least, x[at + i]);
    }
    return least;
  }

  static float largest(float[] x, int at, int n) {
    float largest = x[at];
    for (int i = 1; i < n; i++) {
      largest = Math.max(largest, x[at + i]);
    }
    return largest;
  }
}
