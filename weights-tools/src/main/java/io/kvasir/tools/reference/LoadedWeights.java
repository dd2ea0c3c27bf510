package io.kvasir.tools.reference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.Tensor;
import java.util.HashMap;
import java.util.Map;

/** The weights of a loaded model, each decoded to floats when it is asked for the first time. */
public final class LoadedWeights implements Weights {
  private final Parameters parameters;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new HashMap<>();

  /**
   * Prepares the weights.
   *
   * @param parameters of the loaded model
   * @param manager owns the arrays
   */
  public LoadedWeights(Parameters parameters, NDManager manager) {
    this.parameters = parameters;
    this.manager = manager;
  }

  @Override
  public NDArray get(String name, long... shape) {
    return arrays.computeIfAbsent(name, n -> manager.create(floats(n, shape), new Shape(shape)));
  }

  private float[] floats(String name, long... shape) {
    if (shape.length == 1) {
      return parameters.vector(name, (int) shape[0]);
    }
    Tensor matrix = parameters.matrix(name, (int) shape[0], (int) shape[1]);
    float[] floats = new float[Math.toIntExact(matrix.shape().elements())];
    for (int row = 0; row < shape[0]; row++) {
      matrix.row(row, floats, row * (int) shape[1]);
    }
    return floats;
  }
}
