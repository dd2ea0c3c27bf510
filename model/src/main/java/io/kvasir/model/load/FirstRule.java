package io.kvasir.model.load;

import io.kvasir.model.weights.Tensor;
import java.util.List;

/** The first of several ways for which the file has what is needed. */
record FirstRule(List<TensorRule> rules) implements TensorRule {
  @Override
  public boolean present(TensorScope scope) {
    for (TensorRule rule : rules) {
      if (rule.present(scope)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    for (TensorRule rule : rules) {
      if (rule.present(scope)) {
        return rule.find(scope);
      }
    }
    return rules.getFirst().find(scope);
  }
}
