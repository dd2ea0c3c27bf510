package io.kvasir.model.config;

import org.jspecify.annotations.Nullable;

/**
 * Where the norms of a block stand.
 *
 * <pre>
 * serial:    x += m · mixerOutput(mixer(mixerInput(x)));  x += m · feedForwardOutput(ffn(feedForwardInput(x)))
 * of sums:   x = mixerOutput(x + m · mixer(mixerInput(x)));  x = feedForwardOutput(x + m · ffn(feedForwardInput(x)))
 * parallel:  x += m · (mixer(mixerInput(x)) + ffn(feedForwardInput(x)))
 * </pre>
 *
 * <p>In a parallel block without a norm of its own the feed-forward reads the mixer's normed input.
 *
 * @param mixerInput norm before the mixer, or null
 * @param mixerOutput norm after the mixer, or null
 * @param feedForwardInput norm before the feed-forward, or null
 * @param feedForwardOutput norm after the feed-forward, or null
 * @param parallel whether mixer and feed-forward read the same residual
 * @param multiplier m, factor on what is added, 1 for none
 * @param ofSums whether the norms after mixer and feed-forward take the sum with the residual, as
 *     in the first transformers (Vaswani et al. 2017)
 */
public record ResidualShape(
    @Nullable NormConfig mixerInput,
    @Nullable NormConfig mixerOutput,
    @Nullable NormConfig feedForwardInput,
    @Nullable NormConfig feedForwardOutput,
    boolean parallel,
    float multiplier,
    boolean ofSums) {
  /** Checks the multiplier, and that a parallel block norms no sums. */
  public ResidualShape {
    Checks.finite("residual multiplier", multiplier);
    if (parallel && ofSums) {
      throw new IllegalArgumentException("a parallel block has norms of sums, wanted none");
    }
  }

  /**
   * A block without norms of sums.
   *
   * @param mixerInput norm before the mixer, or null
   * @param mixerOutput norm after the mixer, or null
   * @param feedForwardInput norm before the feed-forward, or null
   * @param feedForwardOutput norm after the feed-forward, or null
   * @param parallel whether mixer and feed-forward read the same residual
   * @param multiplier factor on what is added, 1 for none
   */
  public ResidualShape(
      @Nullable NormConfig mixerInput,
      @Nullable NormConfig mixerOutput,
      @Nullable NormConfig feedForwardInput,
      @Nullable NormConfig feedForwardOutput,
      boolean parallel,
      float multiplier) {
    this(mixerInput, mixerOutput, feedForwardInput, feedForwardOutput, parallel, multiplier, false);
  }

  /**
   * The usual block with a norm before each half.
   *
   * @param norm the norm
   * @return the shape
   */
  public static ResidualShape preNorm(NormConfig norm) {
    return new ResidualShape(norm, null, norm, null, false, 1);
  }
}
