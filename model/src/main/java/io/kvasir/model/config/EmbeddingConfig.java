package io.kvasir.model.config;

import org.jspecify.annotations.Nullable;

/**
 * How a token enters the residual stream: {@code x = norm(scale · table[token] + positions[p +
 * offset])}.
 *
 * @param scale factor on the token's row, 1 for none
 * @param positions a learned table of positions, or null
 * @param norm a norm after the sum, or null
 */
public record EmbeddingConfig(
    float scale, @Nullable LearnedPositions positions, @Nullable NormConfig norm) {
  /** The plain case: the row as it is. */
  public static final EmbeddingConfig PLAIN = new EmbeddingConfig(1, null, null);

  /** Checks the scale. */
  public EmbeddingConfig {
    Checks.finite("embedding scale", scale);
  }

  /**
   * A learned vector per position.
   *
   * @param rows rows of the table
   * @param offset added to a position to find its row
   */
  public record LearnedPositions(int rows, int offset) {
    /** Checks the sizes. */
    public LearnedPositions {
      Checks.positive("rows of the position table", rows);
      Checks.notNegative("offset of the position table", offset);
    }
  }
}
