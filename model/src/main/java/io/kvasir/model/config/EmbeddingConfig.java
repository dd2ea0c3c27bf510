package io.kvasir.model.config;

import org.jspecify.annotations.Nullable;

/**
 * How a token enters the residual stream: {@code x = norm(P · scale · table[token] + positions[p +
 * offset])}.
 *
 * @param scale factor on the token's row, 1 for none
 * @param positions a learned table of positions, or null
 * @param norm a norm after the sum, or null
 * @param tableWidth floats of a row of the table, which the matrix P makes into the model's width;
 *     0 for rows of that width and no P
 */
public record EmbeddingConfig(
    float scale, @Nullable LearnedPositions positions, @Nullable NormConfig norm, int tableWidth) {
  /** The plain case: the row as it is. */
  public static final EmbeddingConfig PLAIN = new EmbeddingConfig(1, null, null);

  /** Checks the numbers. */
  public EmbeddingConfig {
    Checks.finite("embedding scale", scale);
    Checks.notNegative("width of the embedding table", tableWidth);
  }

  /**
   * An embedding whose table is as wide as the model.
   *
   * @param scale factor on the token's row, 1 for none
   * @param positions a learned table of positions, or null
   * @param norm a norm after the sum, or null
   */
  public EmbeddingConfig(
      float scale, @Nullable LearnedPositions positions, @Nullable NormConfig norm) {
    this(scale, positions, norm, 0);
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
