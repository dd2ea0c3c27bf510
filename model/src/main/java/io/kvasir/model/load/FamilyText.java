package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a family's JSON, with its place for messages.
 *
 * @param place file and path of the part
 * @param content what stands there
 */
record FamilyText(String place, @Nullable Object content) {
  ModelFormatException wrong(String wanted) {
    String shown = ModelFormatException.printable(String.valueOf(content));
    return new ModelFormatException(place + " is " + shown + ", wanted " + wanted);
  }

  Map<String, @Nullable Object> object() {
    if (content instanceof Map<?, ?> map) {
      return FamilyJson.asObject(map);
    }
    throw wrong("an object");
  }

  List<?> list() {
    if (content instanceof List<?> list) {
      return list;
    }
    throw wrong("a list");
  }

  String text() {
    if (content instanceof String text) {
      return text;
    }
    throw wrong("a string");
  }

  /** A member of this object; its content is null if there is none. */
  FamilyText member(String key) {
    return new FamilyText(place + "." + key, object().get(key));
  }

  FamilyText element(int index) {
    return new FamilyText(place + "[" + index + "]", list().get(index));
  }

  boolean has(String key) {
    return object().get(key) != null;
  }

  List<String> texts() {
    return list().stream()
        .map(element -> {
          if (element instanceof String text) {
            return text;
          }
          throw wrong("a list of strings");
        })
        .toList();
  }

  /** Refuses members that nothing would read. */
  void allow(Set<String> keys) {
    for (String key : object().keySet()) {
      if (!keys.contains(key)) {
        throw new ModelFormatException(
            place
                + ": unknown member "
                + ModelFormatException.printable(key)
                + ", wanted some of "
                + String.join(", ", keys.stream().sorted().toList()));
      }
    }
  }
}
