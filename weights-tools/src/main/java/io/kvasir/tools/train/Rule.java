package io.kvasir.tools.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** How one array of weights moves by its gradients. */
sealed interface Rule permits AdamW, AdamWThenMuon, Muon {
  /** Everything but the weights that the next update depends on, by what it is. */
  Map<String, NDArray> state();

  /**
   * What the weights lose at a learning rate of 1.
   *
   * @param gradient as the weights
   * @param step from 0
   * @return as the weights
   */
  NDArray update(NDArray gradient, int step);
}
