package io.kvasir.model.sample;

import java.util.Arrays;

/**
 * Finds how low a logit may be so that it and all better ones reach a weight, without ordering
 * anything: the bits of the logits are the digits of a radix search, 11 at a time, and each pass
 * adds up the weights behind every digit.
 */
final class Nucleus {
  private static final int DIGIT = 11;

  private final double[] weightOf = new double[1 << DIGIT];
  private float lowest;
  private int equals;

  /** The lowest logit that belongs to it. */
  float lowest() {
    return lowest;
  }

  /** How many of the candidates with just this logit belong to it, at least 1. */
  int equals() {
    return equals;
  }

  /**
   * Searches.
   *
   * @param logits shape (at least n)
   * @param weights of the same, above 0 for the highest
   * @param n how many
   * @param enough weight to reach
   */
  void find(float[] logits, double[] weights, int n, double enough) {
    int prefix = 0; // the upper digits of the lowest logit's key
    double above = 0; // weight of all candidates with a higher key
    for (int digit = 2; digit >= 0; digit--) { // 10, 11 and 11 bits
      int shift = digit * DIGIT;
      Arrays.fill(weightOf, 0);
      for (int i = 0; i < n; i++) {
        int key = key(logits[i]) >>> shift;
        if (key >>> DIGIT == prefix) {
          weightOf[key & (1 << DIGIT) - 1] += weights[i];
        }
      }
      int at = (1 << DIGIT) - 1;
      while (at > 0 && (above + weightOf[at] == 0 || above + weightOf[at] < enough)) {
        above += weightOf[at--];
      }
      prefix = prefix << DIGIT | at;
    }
    lowest = logit(prefix);
    equals = 0;
    for (int i = 0; i < n && (equals == 0 || above < enough); i++) {
      if (logits[i] == lowest) {
        above += weights[i];
        equals++;
      }
    }
  }

  /** The bits of a float so that unsigned order is the order of the floats; -0 is 0. */
  private static int key(float logit) {
    int bits = Float.floatToRawIntBits(logit + 0f);
    return bits ^ (bits >> 31 | Integer.MIN_VALUE);
  }

  private static float logit(int key) {
    return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
  }
}
