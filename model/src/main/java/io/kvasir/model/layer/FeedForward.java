package io.kvasir.model.layer;

import io.kvasir.model.kernel.Rows;

/** The part of a block that works on each position alone. */
interface FeedForward {
  /**
   * Computes the first rows.
   *
   * @param rows how many
   * @param x normed residual, (rows, width)
   * @param out what is added to the residual, (rows, width)
   */
  void forward(int rows, Rows x, Rows out);
}
