package io.kvasir.model.load;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of the file under its name; # stands for the layer's number.
 *
 * @param pattern the name
 * @param exact whether this is the whole name, to which .weight or .bias is not added
 */
record NamedRule(String pattern, boolean exact) implements TensorRule {
  private String name(TensorScope scope) {
    String name = scope.name(pattern);
    return exact ? name.substring(0, name.length() - scope.suffix().length()) : name;
  }

  @Override
  public boolean present(TensorScope scope) {
    return scope.files().has(name(scope));
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    return matrices(scope.files().require(name(scope)), scope.vector());
  }

  /** The matrices of a stack. In a vector an element is a row, so that rows can be cut alike. */
  static List<Tensor> matrices(Tensor tensor, boolean vector) {
    Shape shape = tensor.shape();
    boolean columns = vector && tensor.type().blockElements() == 1 && tensor.scales() == null;
    if (shape.depth() == 1 && !columns) {
      return List.of(tensor);
    }
    Tensor stack = tensor;
    if (columns) {
      int depth = shape.depth() * shape.rows();
      stack =
          new Tensor(
              tensor.name(), tensor.type(), new Shape(depth, shape.cols(), 1), tensor.data());
    }
    List<Tensor> result = new ArrayList<>(stack.shape().depth());
    for (int i = 0; i < stack.shape().depth(); i++) {
      result.add(stack.slice(i));
    }
    return result;
  }
}
