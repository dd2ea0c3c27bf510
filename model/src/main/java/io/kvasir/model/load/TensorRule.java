package io.kvasir.model.load;

import io.kvasir.model.weights.Tensor;
import java.util.List;

/** How one of our tensors is made of what a file holds, as a family's JSON says it. */
interface TensorRule {
  /** Whether the file has what is needed. */
  boolean present(TensorScope scope);

  /**
   * The matrices, each of depth 1: one, or those of a stack in order.
   *
   * @throws io.kvasir.model.weights.ModelFormatException that names the tensor that is missing
   */
  List<Tensor> find(TensorScope scope);

  /**
   * What is asked for.
   *
   * @param files the file's tensors
   * @param settings the numbers that cut fused tensors
   * @param layer the layer, -1 outside of layers
   * @param suffix the end of the names in the file, for instance {@code .weight}
   * @param vector whether a vector is asked for: then an element is a row of one
   */
  record TensorScope(
      FileTensors files, Settings settings, int layer, String suffix, boolean vector) {
    String name(String pattern) {
      return pattern.replace("#", Integer.toString(layer)) + suffix;
    }

    Source.Scope values() {
      return new Source.Scope(settings, layer, 0);
    }
  }
}
