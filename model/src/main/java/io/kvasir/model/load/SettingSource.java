package io.kvasir.model.load;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Another setting, for the same layer. */
record SettingSource(String name) implements Source {
  @Override
  public @Nullable Value find(Scope scope) {
    return scope.settings().find(name, scope.layer(), scope.depth() + 1);
  }

  @Override
  public void names(Scope scope, Set<String> keys) {
    scope.settings().names(name, scope.layer(), scope.depth() + 1, keys);
  }
}
