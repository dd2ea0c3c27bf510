package io.kvasir.model.config;

/**
 * How the last residual becomes logits: {@code logits = cap · tanh(scale · (W·P·x + bias) / cap)}.
 *
 * @param tied whether W is the embedding table
 * @param bias whether a bias is added
 * @param scale factor on the logits, 1 for none
 * @param softCap cap, 0 for none (Gemma 2 report, section 2)
 * @param tableWidth floats of a row of W, which the matrix P makes of the model's width; 0 for rows
 *     of that width and no P
 */
public record OutputConfig(boolean tied, boolean bias, float scale, float softCap, int tableWidth) {
  /** Checks the numbers. */
  public OutputConfig {
    Checks.finite("logit scale", scale);
    Checks.finite("logit soft cap", softCap);
    Checks.notNegative("width of the output matrix", tableWidth);
  }

  /**
   * An output matrix as wide as the model.
   *
   * @param tied whether W is the embedding table
   * @param bias whether a bias is added
   * @param scale factor on the logits, 1 for none
   * @param softCap cap, 0 for none
   */
  public OutputConfig(boolean tied, boolean bias, float scale, float softCap) {
    this(tied, bias, scale, softCap, 0);
  }
}
