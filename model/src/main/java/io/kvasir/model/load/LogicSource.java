package io.kvasir.model.load;

import java.util.List;
import java.util.Set;

/** Truth computed of truth; an absent value counts as false. */
record LogicSource(Operation operation, List<Source> operands) implements Source {
  /** What is computed. */
  enum Operation {
    /** Whether all are true. */
    ALL,
    /** Whether one is true. */
    ANY,
    /** Whether none is true. */
    NONE,
    /** Whether the file states a value. */
    STATED
  }

  @Override
  public Value find(Scope scope) {
    boolean all = true;
    boolean any = false;
    for (Source operand : operands) {
      Value value = operand.find(scope);
      boolean truth =
          value != null && (operation == Operation.STATED || value.flag("operand of a condition"));
      all &= truth;
      any |= truth;
    }
    return scope.value(
        switch (operation) {
          case ALL, STATED -> all;
          case ANY -> any;
          case NONE -> !any;
        });
  }

  @Override
  public void names(Scope scope, Set<String> keys) {
    operands.forEach(operand -> operand.names(scope, keys));
  }
}
