package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.ValueList;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key of the file. A list gives its element for the layer that is asked for. */
record KeySource(String name) implements Source {
  @Override
  public @Nullable Value find(Scope scope) {
    Metadata metadata = scope.settings().metadata();
    String key = scope.settings().key(name);
    if (!metadata.has(key)) {
      checkParent(metadata, key);
      return null;
    }
    Object content = metadata.peek(key).orElseThrow();
    if (content instanceof ValueList list && scope.layer() >= 0) {
      content = element(metadata, key, list, scope.layer());
    }
    return new Value(content, key, metadata);
  }

  /** A key of an object is not absent but wrong where the object is something else. */
  private static void checkParent(Metadata metadata, String key) {
    int dot = key.lastIndexOf('.');
    String parent = dot < 0 ? "" : key.substring(0, dot);
    if (dot > 0 && metadata.keys().contains(parent) && metadata.has(parent)) {
      throw metadata.refuse(parent, "an object");
    }
  }

  @Override
  public void names(Scope scope, Set<String> keys) {
    keys.add(scope.settings().key(name));
  }

  private static Object element(Metadata metadata, String key, ValueList list, int layer) {
    if (layer >= list.size()) {
      throw new ModelFormatException(
          metadata.source()
              + ": "
              + key
              + " has "
              + list.size()
              + " entries, wanted one for each layer, at least "
              + (layer + 1));
    }
    Iterator<Object> elements = list.iterator();
    for (int i = 0; i < layer; i++) {
      elements.next();
    }
    return elements.next();
  }
}
