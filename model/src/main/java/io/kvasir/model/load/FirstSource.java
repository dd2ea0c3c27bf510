package io.kvasir.model.load;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first of several sources that has a value. */
record FirstSource(List<Source> sources) implements Source {
  @Override
  public @Nullable Value find(Scope scope) {
    for (Source source : sources) {
      Value value = source.find(scope);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  @Override
  public void names(Scope scope, Set<String> keys) {
    sources.forEach(source -> source.names(scope, keys));
  }
}
