package io.kvasir.model.config;

import org.jspecify.annotations.Nullable;

/**
 * The selective state space of Mamba-2 (Dao and Gu 2024): per head a state h of shape (headWidth,
 * stateWidth) with {@code h ← e^(Δ·A)·h + Δ·x ⊗ B; y = h·C + D·x}, after a causal convolution with
 * SiLU over x, B and C, then a gated RMS norm.
 *
 * @param heads heads
 * @param headWidth floats of x in a head
 * @param stateWidth floats of the state per float of x
 * @param groups groups of heads that share B and C
 * @param kernel positions that the convolution sees
 * @param norm the norm on y · SiLU(z), or null
 * @param normGroups parts that are normed apart, 1 for the whole
 * @param bias whether the projections have a bias
 * @param convolutionBias whether the convolution has a bias
 * @param minStep least Δ
 * @param maxStep largest Δ
 */
public record Mamba2Config(
    int heads,
    int headWidth,
    int stateWidth,
    int groups,
    int kernel,
    @Nullable NormConfig norm,
    int normGroups,
    boolean bias,
    boolean convolutionBias,
    float minStep,
    float maxStep)
    implements RecurrentConfig {
  /** Checks the sizes. */
  public Mamba2Config {
    Checks.positive("number of heads", heads);
    Checks.positive("head width", headWidth);
    Checks.positive("state width", stateWidth);
    Checks.positive("number of groups", groups);
    Checks.positive("convolution kernel", kernel);
    Checks.positive("number of norm groups", normGroups);
    if (heads % groups != 0) {
      throw new IllegalArgumentException(heads + " heads are no multiple of " + groups + " groups");
    }
  }

  /**
   * Floats of x in all heads.
   *
   * @return heads · headWidth
   */
  public int innerWidth() {
    return Math.multiplyExact(heads, headWidth);
  }
}
