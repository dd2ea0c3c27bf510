package io.kvasir.model.load;

/** A number, text or truth value that stands in the family's JSON. */
record ConstantSource(Object content) implements Source {
  @Override
  public Value find(Scope scope) {
    return scope.value(content);
  }
}
