package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import io.kvasir.tools.heads.LogSoftmax;

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
            sum[0] += LogSoftmax.of(logits, at, length, ids[position + 1]);
          }
        });
    return sum[0];
  }
}
