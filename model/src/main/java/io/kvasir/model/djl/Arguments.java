package io.kvasir.model.djl;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Arguments or options of DJL: numbers, or texts that hold numbers. */
final class Arguments {
  private final String kind;
  private final Map<String, ?> values;

  /**
   * Checks the names.
   *
   * @param kind what a message calls them
   * @param known the names that are read here
   * @param others names that DJL puts in beside them
   */
  Arguments(String kind, Map<String, ?> values, List<String> known, List<String> others) {
    this.kind = kind;
    this.values = values;
    for (String name : values.keySet()) {
      if (!known.contains(name) && !others.contains(name)) {
        throw new IllegalArgumentException(
            kind + " '" + name + "' is not known, wanted one of " + String.join(", ", known));
      }
    }
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  int integer(String name) {
    return parse(name, Integer::parseInt, "a whole number");
  }

  long whole(String name) {
    return parse(name, Long::parseLong, "a whole number");
  }

  double number(String name) {
    return parse(name, Double::parseDouble, "a number");
  }

  /** One text, or a list or array of texts. */
  String[] texts(String name) {
    Object value = values.get(name);
    Collection<?> list =
        switch (value) {
          case Collection<?> many -> many;
          case Object[] many -> Arrays.asList(many);
          case null -> List.of();
          default -> List.of(value);
        };
    return list.stream().map(one -> text(name, one)).toArray(String[]::new);
  }

  private String text(String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        kind + " " + name + ": found '" + value + "', wanted a text or a list of texts");
  }

  private <T> T parse(String name, Function<String, T> parser, String wanted) {
    String text = String.valueOf(values.get(name));
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          kind + " " + name + ": found '" + text + "', wanted " + wanted, e);
    }
  }
}
