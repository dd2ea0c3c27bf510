package io.kvasir.tools.reference;

import ai.djl.ndarray.NDArray;
import io.kvasir.model.layer.Parameters;

/** The learned arrays of a model by the engine's names, which stand at {@link Parameters}. */
@FunctionalInterface
public interface Weights {
  /**
   * One array.
   *
   * @param name the engine's name, for instance {@code layers.0.attention.query.weight}
   * @param shape extents: (out, in) of a matrix, (n) of a vector
   * @return the array; the caller does not close it
   */
  NDArray get(String name, long... shape);
}
