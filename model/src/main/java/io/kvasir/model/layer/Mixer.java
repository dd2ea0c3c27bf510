package io.kvasir.model.layer;

import io.kvasir.model.kernel.Rows;
import io.kvasir.model.state.LayerState;

/** The part of a block that looks at other positions. */
interface Mixer {
  /**
   * Mixes positions.
   *
   * @param step which rows
   * @param layer number of the layer
   * @param x normed residual, (rows, width)
   * @param out what is added to the residual, (rows, width)
   */
  void forward(Step step, int layer, Rows x, Rows out);

  /**
   * What the layer remembers of a new sequence.
   *
   * @param capacity positions that it may reach
   * @return an empty state
   */
  LayerState newState(int capacity);
}
