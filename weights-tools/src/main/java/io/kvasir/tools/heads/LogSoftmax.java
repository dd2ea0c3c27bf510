package io.kvasir.tools.heads;

/** How likely logits make a token. */
public final class LogSoftmax {
  private LogSoftmax() {}

  /**
   * The log-probability of a token.
   *
   * @param logits scores of the whole vocabulary, and maybe others
   * @param at where they begin
   * @param length tokens of the vocabulary
   * @param token whose
   * @return natural logarithm
   */
  public static double of(float[] logits, int at, int length, int token) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, logits[at + i]);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(logits[at + i] - largest);
    }
    return logits[at + token] - largest - Math.log(sum);
  }
}
