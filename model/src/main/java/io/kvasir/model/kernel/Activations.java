package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.codec.GroupCodec;
import java.util.Collection;
import java.util.Optional;

/** How activations enter the products with weights: the numeric mode. */
public enum Activations {
  /** As floats. The only loss is the quantisation of the file. */
  FLOAT("float"),
  /**
   * Rounded to whole numbers from -127 to 127 times a scale, 32 at a time, where weights are Q4_0,
   * Q4_1, Q4_K or Q6_K; as floats elsewhere. Sums over the 32 or 16 elements that share a scale of
   * the weights are exact.
   */
  INT8("int8");

  /** What stands for no mode in options: {@link #fastest} decides. */
  public static final String AUTO = "auto";

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
   * @param label {@code float}, {@code int8}, or {@code auto}
   * @return the mode, or empty: {@link #fastest} decides
   * @throws IllegalArgumentException if there is no such mode
   */
  public static Optional<Activations> of(String label) {
    if (label.equals(AUTO)) {
      return Optional.empty();
    }
    for (Activations mode : values()) {
      if (mode.label.equals(label)) {
        return Optional.of(mode);
      }
    }
    throw new IllegalArgumentException("activations " + label + ", wanted auto, float or int8");
  }

  /**
   * The mode that was measured to be the faster one: {@link #INT8} where it concerns weights and
   * packed copies of all of them may be kept, else {@link #FLOAT}.
   *
   * @param weights of a model
   * @param limit most bytes of packed copies
   * @return the mode
   */
  public static Activations fastest(Collection<Tensor> weights, long limit) {
    long bytes = packedBytes(weights);
    return bytes > 0 && bytes <= limit ? INT8 : FLOAT;
  }

  /**
   * Bytes of the packed copies that {@link #INT8} likes to keep.
   *
   * @param weights of a model
   * @return 0 if it concerns none of them
   */
  public static long packedBytes(Collection<Tensor> weights) {
    return weights.stream().mapToLong(w -> w.shape().depth() * INT8.packedBytes(w)).sum();
  }

  /**
   * Whether activations are rounded before they meet a matrix.
   *
   * @param w the matrix
   * @return whether its products are in whole numbers
   */
  public boolean rounds(Tensor w) {
    return this == INT8 && w.scales() == null && w.type().codec() instanceof GroupCodec;
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
