package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;

/** Numbers of rows that a family's JSON computes. */
final class Sizes {
  private Sizes() {}

  static int of(Source source, TensorRule.TensorScope scope, String what) {
    Value value = source.find(scope.values());
    if (value == null) {
      throw new ModelFormatException(
          scope.settings().metadata().source() + ": " + what + ": a size is not stated");
    }
    int size = value.integer("size of " + what);
    if (size < 1) {
      throw value.wrong("size of " + what, "1 or more");
    }
    return size;
  }
}
