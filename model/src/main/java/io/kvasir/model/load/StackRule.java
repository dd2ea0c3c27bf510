package io.kvasir.model.load;

import io.kvasir.model.weights.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Tensors of their own that make a stack; * stands for the number of each. */
record StackRule(String pattern, Source count) implements TensorRule {
  private String name(TensorScope scope, int number) {
    return scope.name(pattern.replace("*", Integer.toString(number)));
  }

  @Override
  public boolean present(TensorScope scope) {
    return scope.files().has(name(scope, 0));
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    int n = Sizes.of(count, scope, pattern);
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      result.addAll(NamedRule.matrices(scope.files().require(name(scope, i)), scope.vector()));
    }
    return result;
  }
}
