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
  }
}
