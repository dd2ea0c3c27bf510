package io.kvasir.model.load;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A tensor of the file under its name; # stands for the layer's number. */
record NamedRule(String pattern) implements TensorRule {
  @Override
  public boolean present(TensorScope scope) {
    return scope.files().has(scope.name(pattern));
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    return matrices(scope.files().require(scope.name(pattern)), scope.vector());
  }

  /** The matrices of a stack. In a vector an element is a row, so that rows can be cut alike. */
  static List<Tensor> matrices(Tensor tensor, boolean vector) {
    Shape shape = tensor.shape();
    boolean columns = vector && tensor.type().blockElements() == 1;
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
