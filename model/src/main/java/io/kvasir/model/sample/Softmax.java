package io.kvasir.model.sample;

/**
 * Exponentials and their sums in double precision. Only additions, multiplications and shifts, in
 * one order: every machine gets the same bits, which {@link Math#exp} does not promise, and several
 * times as fast as {@link StrictMath}.
 */
public final class Softmax {
  private static final double LOG2_E = 1.4426950408889634; // 1 / ln 2
  // ln 2 in two parts; the first has 21 zero bits at its end, so that k times it is exact for |k| <
  // 2^21
  private static final double LN2_HIGH = 0x1.62e42fep-1;
  private static final double LN2_LOW = 0x1.efa39ef35793cp-34;
  private static final double ROUNDER = 0x1.8p52; // adding it rounds to an integer in the low bits
  private static final double LOWEST = -708; // e^-708 is the last above the smallest normal number

  private Softmax() {}

  /**
   * e^x for x of at most 0, as the softmax needs it.
   *
   * @param x at most 0; -∞ is allowed
   * @return e^x within 2 units in the last place; 0 below x = -708
   */
  public static double exp(double x) {
    if (x < LOWEST) {
      return 0;
    }
    double shifted = x * LOG2_E + ROUNDER;
    double k = shifted - ROUNDER;
    double r = x - k * LN2_HIGH - k * LN2_LOW; // e^x = 2^k · e^r with |r| <= ln 2 / 2
    double p = 1.0 / 6227020800.0; // Taylor's series to r^13 / 13!: the next term is below 2^-57
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    return p * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + 1023) << 52);
  }

  /**
   * Σ e^(logit - shift).
   *
   * @param logits the logits
   * @param at offset of the first
   * @param n how many
   * @param shift the highest logit
   * @return the sum: four partial sums of every fourth term, then added in order
   */
  static double sum(float[] logits, int at, int n, float shift) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      a += exp((double) logits[at + i] - shift);
      b += exp((double) logits[at + i + 1] - shift);
      c += exp((double) logits[at + i + 2] - shift);
      d += exp((double) logits[at + i + 3] - shift);
    }
    for (; i < n; i++) {
      a += exp((double) logits[at + i] - shift);
    }
    return (a + b) + (c + d);
  }

  /**
   * The log-probability of a token in the raw distribution, before any step of a sampler.
   *
   * @param logits raw logits
   * @param at offset of token 0's
   * @param vocabulary number of tokens
   * @param token the token
   * @return natural logarithm of its softmax probability, at most 0
   */
  public static double logProbability(float[] logits, int at, int vocabulary, int token) {
    float highest = logits[at];
    for (int i = 1; i < vocabulary; i++) {
      highest = Math.max(highest, logits[at + i]);
    }
    double sum = sum(logits, at, vocabulary, highest);
    return Math.min(0, (double) logits[at + token] - highest - StrictMath.log(sum));
  }
}
