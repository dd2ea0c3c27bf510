package io.kvasir.model.config;

/** How attention tells positions apart. */
public sealed interface PositionConfig
    permits RopeConfig, PositionConfig.None, PositionConfig.Alibi {
  /** Not at all: order comes from the causal mask or from a learned table at the embedding. */
  record None() implements PositionConfig {}

  /**
   * Linear biases (Press et al. 2021): score += -slope(head) · (query position - key position).
   *
   * @param maxBias exponent range of the slopes: slope of head h of n is 2^(-maxBias·(h+1)/n) for n
   *     a power of two
   * @param rounded whether the original rounds: then score += scale · bfloat16(bfloat16(slope) ·
   *     key position), which is the same but for the rounding
   */
  record Alibi(float maxBias, boolean rounded) implements PositionConfig {
    /**
     * Exact biases.
     *
     * @param maxBias exponent range of the slopes
     */
    public Alibi(float maxBias) {
      this(maxBias, false);
    }

    /**
     * The slope of a head: of the sequence 2^(-b/n), 2^(-2b/n), ... for n a power of two; else that
     * of the next lower power of two, then every second one of the next higher.
     *
     * @param head query head
     * @param heads how many there are
     * @return the slope, exact
     */
    public float slope(int head, int heads) {
      int lower = Integer.highestOneBit(heads);
      double exponent =
          head < lower ? (head + 1.0) / lower : (2.0 * (head - lower) + 1) / (2.0 * lower);
      return (float) StrictMath.pow(2, -maxBias * exponent);
    }

    /**
     * What is added to a score.
     *
     * @param slope of the head
     * @param scale factor on q·k
     * @param query position that looks
     * @param key position that is looked at
     * @return the bias
     */
    public float bias(float slope, float scale, int query, int key) {
      return rounded ? scale * bfloat16(bfloat16(slope) * key) : -slope * (query - key);
    }

    /**
     * Rounds.
     *
     * @param x any number
     * @return the nearest number of 8 significant bits, ties to even
     */
    public static float bfloat16(float x) {
      int bits = Float.floatToRawIntBits(x);
      return Float.intBitsToFloat((bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff0000);
    }
  }
}
