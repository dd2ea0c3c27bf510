package io.kvasir.model.load;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table: what the file's word means. A word that is not in it is an error that lists the table,
 * unless there is a meaning for all others. No value has no meaning.
 */
record LookupSource(Source of, Map<String, Source> is, @Nullable Source others) implements Source {
  @Override
  public @Nullable Value find(Scope scope) {
    Value word = of.find(scope);
    if (word == null) {
      return null;
    }
    Source meaning = is.getOrDefault(word.text("value"), others);
    if (meaning == null) {
      throw word.wrong("value", "one of " + String.join(", ", is.keySet()));
    }
    return meaning.find(scope);
  }

  @Override
  public void names(Scope scope, Set<String> keys) {
    Value word = of.find(scope);
    if (word == null) {
      of.names(scope, keys);
      return;
    }
    Source meaning = is.getOrDefault(word.text("value"), others);
    if (meaning != null) {
      meaning.names(scope, keys);
    }
  }
}
