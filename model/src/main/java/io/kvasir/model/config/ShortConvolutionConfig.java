package io.kvasir.model.config;

/**
 * The gated short convolution of LFM2 (Liquid AI 2025): {@code (b, c, x) = W_in·u; y = c ⊙ conv(b ⊙
 * x); out = W_out·y} with a causal convolution of each channel over the last positions.
 *
 * @param kernel positions that the convolution sees, its own included
 * @param bias whether projections and convolution have a bias
 */
public record ShortConvolutionConfig(int kernel, boolean bias) implements RecurrentConfig {
  /** Checks the size. */
  public ShortConvolutionConfig {
    Checks.positive("convolution kernel", kernel);
  }
}
