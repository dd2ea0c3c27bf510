package io.kvasir.model.config;

/**
 * How the last residual becomes logits: {@code logits = cap · tanh(scale · (W·x + bias) / cap)}.
 *
 * @param tied whether W is the embedding table
 * @param bias whether a bias is added
 * @param scale factor on the logits, 1 for none
 * @param softCap cap, 0 for none (Gemma 2 report, section 2)
 */
public record OutputConfig(boolean tied, boolean bias, float scale, float softCap) {
  /** Checks the numbers. */
  public OutputConfig {
    Checks.finite("logit scale", scale);
    Checks.finite("logit soft cap", softCap);
  }
}
