package io.kvasir.model.load;

/** Whether the file states a key as null, which is not the same as not to state it. */
record NullSource(String name) implements Source {
  @Override
  public Value find(Scope scope) {
    Settings settings = scope.settings();
    return scope.value(settings.metadata().isNull(settings.key(name)));
  }
}
