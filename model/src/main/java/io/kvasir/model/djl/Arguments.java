package io.kvasir.model.djl;

import java.util.Map;
import java.util.function.Function;

/** Arguments and options of DJL: numbers, or texts that hold numbers. */
final class Arguments {
  private final Map<String, ?> values;

  Arguments(Map<String, ?> values) {
    this.values = values;
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

  String text(String name) {
    return String.valueOf(values.get(name));
  }

  private <T> T parse(String name, Function<String, T> parser, String wanted) {
    try {
      return parser.apply(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "argument " + name + ": found '" + text(name) + "', wanted " + wanted, e);
    }
  }
}
