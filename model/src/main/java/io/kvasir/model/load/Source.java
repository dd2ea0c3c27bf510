package io.kvasir.model.load;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a setting's value comes from, as a family's JSON says it. */
interface Source {
  /**
   * Looks the value up.
   *
   * @return the value, or null if the file states none
   */
  @Nullable Value find(Scope scope);

  /** Adds what an error should name when nothing is found: keys of the file. */
  default void names(Scope scope, Set<String> keys) {}

  /**
   * Where a source looks.
   *
   * @param settings the file's metadata and tensors, and the other settings
   * @param layer the layer asked for, -1 for the model as a whole
   * @param depth settings that led here, so that a circle is found
   */
  record Scope(Settings settings, int layer, int depth) {
    Value value(Object content) {
      return new Value(content, null, settings.metadata());
    }
  }
}
