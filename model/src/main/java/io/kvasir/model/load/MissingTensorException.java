package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;

/** A tensor that the configuration needs and the file does not have. */
final class MissingTensorException extends ModelFormatException {
  private static final long serialVersionUID = 1L;

  private final String tensor;

  /**
   * Names one tensor.
   *
   * @param file the file, for the message
   * @param tensor the name that it should have in the file
   */
  MissingTensorException(String file, String tensor) {
    super(file + ": tensor " + printable(tensor) + " is missing");
    this.tensor = tensor;
  }

  String tensor() {
    return tensor;
  }
}
