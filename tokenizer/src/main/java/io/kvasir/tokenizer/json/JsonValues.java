package io.kvasir.tokenizer.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small parts of the file as plain values. The reader limits how deep they nest. */
final class JsonValues {
  private JsonValues() {}

  /** Reads the next value. */
  static @Nullable Object read(JsonReader json) {
    return switch (json.peek()) {
      case '{' -> object(json);
      case '[' -> list(json);
      case '"' -> {
        json.string();
        yield json.text();
      }
      case 't' -> {
        json.word("true");
        yield true;
      }
      case 'f' -> {
        json.word("false");
        yield false;
      }
      case 'n' -> {
        json.word("null");
        yield null;
      }
      default -> json.number();
    };
  }

  private static Map<String, @Nullable Object> object(JsonReader json) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    json.open('{');
    while (json.more('}')) {
      json.name();
      String name = json.text();
      map.put(name, read(json));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonReader json) {
    List<@Nullable Object> list = new ArrayList<>();
    json.open('[');
    while (json.more(']')) {
      list.add(read(json));
    }
    return list;
  }
}
