package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;

/** How likely a text is. */
final class LogProbability {
  private LogProbability() {}

  /**
   * The log-probability of the tokens from a position on, given those before.
   *
   * @param ids a whole text
   * @param from the first position that counts, at least 1
   * @return natural logarithm
   */
  static double of(Kvasir kvasir, int[] ids, int from) {
    double[] sum = {0};
    kvasir.logits(
        ids,
        (position, logits, at, length) -> {
          if (position + 1 >= from && position + 1 < ids.length) {
            sum[0] += logits[at + ids[position + 1]] - logSum(logits, at, length);
          }
        });
    return sum[0];
  }

  private static double logSum(float[] logits, int at, int length) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, logits[at + i]);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(logits[at + i] - largest);
    }
    return largest + Math.log(sum);
  }
}
