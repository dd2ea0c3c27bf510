package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.codec.FourBitCodec;

/** How activations enter the products with weights: the numeric mode. */
public enum Activations {
  /** As floats. The only loss is the quantisation of the file. */
  FLOAT("float"),
  /**
   * Rounded to whole numbers from -127 to 127 times a scale, 32 at a time, where weights are Q4_0,
   * Q4_1 or Q4_K; as floats elsewhere. Sums over 32 elements are exact.
   */
  INT8("int8");

  private final String label;

  Activations(String label) {
    this.label = label;
  }

  /**
   * The name on the command line and in statistics.
   *
   * @return {@code float} or {@code int8}
   */
  public String label() {
    return label;
  }

  /**
   * The mode of a name.
   *
   * @param label {@code float} or {@code int8}
   * @return the mode
   * @throws IllegalArgumentException if there is no such mode
   */
  public static Activations of(String label) {
    for (Activations mode : values()) {
      if (mode.label.equals(label)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("activations " + label + ", wanted float or int8");
  }

  /**
   * Whether activations are rounded before they meet a matrix.
   *
   * @param w the matrix
   * @return whether its products are in whole numbers
   */
  public boolean rounds(Tensor w) {
    return this == INT8 && w.scales() == null && w.type().codec() instanceof FourBitCodec;
  }

  /**
   * Bytes of the copy of a matrix that this mode likes to keep.
   *
   * @param w the matrix
   * @return 0 if its products are in floats
   */
  public long packedBytes(Tensor w) {
    return rounds(w) ? PackedRows.bytes(w) : 0;
  }
}
