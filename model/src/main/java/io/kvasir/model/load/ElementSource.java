package io.kvasir.model.load;

import io.kvasir.model.weights.ValueList;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One element of a list that belongs to the model as a whole; nothing if the list is shorter. */
record ElementSource(Source of, int index) implements Source {
  @Override
  public @Nullable Value find(Scope scope) {
    Value list = of.find(new Scope(scope.settings(), Settings.MODEL, scope.depth()));
    if (list == null) {
      return null;
    }
    if (!(list.content() instanceof ValueList values)) {
      throw list.wrong("value", "a list");
    }
    Iterator<Object> elements = values.iterator();
    for (int i = 0; i < index && elements.hasNext(); i++) {
      elements.next();
    }
    return elements.hasNext() ? new Value(elements.next(), list.key(), list.metadata()) : null;
  }

  @Override
  public void names(Scope scope, Set<String> keys) {
    of.names(scope, keys);
  }
}
