package io.kvasir.model.config;

/**
 * A normalisation of a vector x of n floats.
 *
 * <p>RMS (Zhang and Sennrich 2019): {@code y = x / √(mean(x²) + ε) · (offset + w)}. LAYER (Ba et
 * al. 2016): {@code y = (x - mean(x)) / √(var(x) + ε) · (offset + w) + b}.
 *
 * @param kind which formula
 * @param epsilon ε
 * @param offset added to each weight: 1 where the file stores w - 1, else 0
 * @param weight whether there is a weight w
 * @param bias whether there is a bias b
 */
public record NormConfig(Kind kind, float epsilon, float offset, boolean weight, boolean bias) {
  /** The formulas. */
  public enum Kind {
    /** Root mean square. */
    RMS,
    /** Mean and variance. */
    LAYER
  }

  /** Checks the numbers. */
  public NormConfig {
    if (!Float.isFinite(epsilon) || epsilon < 0) {
      throw new IllegalArgumentException(
          "norm epsilon is " + epsilon + ", wanted a finite positive number");
    }
    Checks.finite("norm offset", offset);
  }

  /**
   * The usual RMS norm with a weight.
   *
   * @param epsilon ε
   * @return the norm
   */
  public static NormConfig rms(float epsilon) {
    return new NormConfig(Kind.RMS, epsilon, 0, true, false);
  }

  /**
   * The usual layer norm with weight and bias.
   *
   * @param epsilon ε
   * @return the norm
   */
  public static NormConfig layer(float epsilon) {
    return new NormConfig(Kind.LAYER, epsilon, 0, true, true);
  }
}
