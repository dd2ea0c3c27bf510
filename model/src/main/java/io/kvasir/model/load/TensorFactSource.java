package io.kvasir.model.load;

import org.jspecify.annotations.Nullable;

/** What the file's tensors say; the tensor goes by our name, with # for the layer's number. */
record TensorFactSource(Fact fact, String tensor) implements Source {
  /** What is asked. */
  enum Fact {
    /** Whether the file has the tensor. */
    PRESENT,
    /** Rows of the matrix, if there is one. */
    ROWS
  }

  @Override
  public @Nullable Value find(Scope scope) {
    FileParameters tensors = scope.settings().tensors();
    String name = tensor.replace("#", Integer.toString(Math.max(scope.layer(), 0)));
    boolean present = tensors.has(name);
    return switch (fact) {
      case PRESENT -> scope.value(present);
      case ROWS -> present ? scope.value(tensors.rows(name)) : null;
    };
  }
}
