package io.kvasir.model.sample;

/**
 * Exponentials in double precision, made of additions, multiplications and shifts in one order:
 * every machine gets the same bits, which {@link Math#exp} does not promise. The loops are of a
 * kind that the JIT compiler turns into vector code, which makes them several times as fast as
 * {@link StrictMath#exp}.
 */
final class Softmax {
  private static final double LOG2_E = 1.4426950408889634; // 1 / ln 2
  // ln 2 in two parts; the first ends in 20 zero bits: k times it is exact for |k| < 2^20
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double ROUNDER = 0x1.8p52; // adding it rounds to an integer in the low bits
  private static final double LOWEST = -1023 * 0x1.62e42fefa39efp-1; // 2^-1023 has the bits of 0
  private static final int STRIP = 1024;

  // Of one strip. The middle loop works on these alone and with one index: then it is vectorised.
  private final double[] x = new double[STRIP]; // logit - shift
  private final double[] p = new double[STRIP]; // e^r
  private final double[] k = new double[STRIP]; // k in the low bits

  /**
   * {@code out[i] = e^(logits[i] - shift)}, within 2 units in the last place; 0 below e^-708.4.
   *
   * @param logits shape (at least n); -∞ is allowed
   * @param n how many
   * @param shift not below the highest logit
   * @param out shape (at least n)
   */
  void exp(float[] logits, int n, float shift, double[] out) {
    for (int from = 0; from < n; from += STRIP) {
      int length = Math.min(STRIP, n - from);
      for (int i = 0; i < length; i++) {
        x[i] = (double) logits[from + i] - shift;
      }
      split(x, p, k, length);
      for (int i = 0; i < length; i++) {
        out[from + i] =
            p[i] * Double.longBitsToDouble((Double.doubleToRawLongBits(k[i]) + 1023) << 52);
      }
    }
  }

  /** e^x = 2^k · e^r with |r| of at most ln 2 / 2. */
  private static void split(double[] x, double[] p, double[] k, int n) {
    for (int i = 0; i < n; i++) {
      double y = Math.max(x[i], LOWEST);
      double shifted = y * LOG2_E + ROUNDER;
      double whole = shifted - ROUNDER;
      double r = y - whole * LN2_HIGH - whole * LN2_LOW;
      double e = 1.0 / 6227020800.0; // Taylor's series to r^13 / 13!: the next term is below 2^-57
      e = e * r + 1.0 / 479001600.0;
      e = e * r + 1.0 / 39916800.0;
      e = e * r + 1.0 / 3628800.0;
      e = e * r + 1.0 / 362880.0;
      e = e * r + 1.0 / 40320.0;
      e = e * r + 1.0 / 5040.0;
      e = e * r + 1.0 / 720.0;
      e = e * r + 1.0 / 120.0;
      e = e * r + 1.0 / 24.0;
      e = e * r + 1.0 / 6.0;
      e = e * r + 0.5;
      e = e * r + 1.0;
      e = e * r + 1.0;
      p[i] = e;
      k[i] = shifted;
    }
  }

  /**
   * Adds up.
   *
   * @param a the numbers
   * @param n how many
   * @return four partial sums of every fourth number (what is left over goes to the first), then
   *     added in order
   */
  static double sum(double[] a, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += a[i];
      s1 += a[i + 1];
      s2 += a[i + 2];
      s3 += a[i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
