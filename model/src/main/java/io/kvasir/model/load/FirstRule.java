package io.kvasir.model.load;

import io.kvasir.model.weights.Tensor;
import java.util.List;

/** The first of several ways for which the file has what is needed. */
record FirstRule(List<TensorRule> rules) implements TensorRule {
  @Override
  public boolean present(TensorScope scope) {
    return rules.stream().anyMatch(rule -> rule.present(scope));
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    return rules.stream()
        .filter(rule -> rule.present(scope))
        .findFirst()
        .orElse(rules.getFirst())
        .find(scope);
  }
}
