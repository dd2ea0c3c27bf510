package io.kvasir.tokenizer.template;

import java.util.Set;

/** The methods of lists, tuples and dicts that change nothing. */
final class ContainerMethods {
  static final Set<String> LIST = Set.of("copy", "count", "index");
  static final Set<String> TUPLE = Set.of("count", "index");
  static final Set<String> DICT = Set.of("copy", "get", "items", "keys", "values");
  static final Set<String> CHANGES_LIST =
      Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");
  static final Set<String> CHANGES_DICT = Set.of("clear", "pop", "popitem", "setdefault", "update");

  /** Public attributes of Python's other types: refused, as "does not exist" would be wrong. */
  static final Set<String> OTHERS =
      Set.of(
          "as_integer_ratio",
          "bit_count",
          "bit_length",
          "close",
          "conjugate",
          "count",
          "denominator",
          "from_bytes",
          "fromhex",
          "hex",
          "imag",
          "index",
          "is_integer",
          "isdisjoint",
          "mapping",
          "numerator",
          "real",
          "send",
          "start",
          "step",
          "stop",
          "throw",
          "to_bytes");

  private ContainerMethods() {}

  static Object call(Items items, String method, Arguments arguments, Budget budget) {
    String name = Python.type(items) + "." + method;
    return switch (method) {
      case "copy" -> {
        arguments.bind(name, 0);
        yield items;
      }
      case "count" -> {
        Object wanted = arguments.bind(name, 1, "value").get(0);
        yield items.values().stream().filter(item -> Equality.equal(item, wanted, budget)).count();
      }
      default -> index(items, arguments.bind(name, 1, "value", "start", "stop"), budget);
    };
  }

  private static long index(Items items, Arguments.Bound bound, Budget budget) {
    Slice part = Slice.of(bound.get(1), bound.get(2), None.NONE, items.size());
    for (int i = 0; i < part.count(); i++) {
      if (Equality.equal(items.get((int) part.first() + i), bound.get(0), budget)) {
        return part.first() + i;
      }
    }
    throw Fault.found(bound.function(), bound.get(0), "an item of the list");
  }

  static Object call(Dict dict, String method, Arguments arguments) {
    if (method.equals("get")) {
      Arguments.Bound bound = arguments.bind("dict.get", 1, "key", "default");
      Object value = dict.find(bound.get(0));
      return value == null ? bound.get(1) : value;
    }
    arguments.bind("dict." + method, 0);
    return switch (method) {
      case "copy" -> dict;
      case "items" -> new View(dict, View.Kind.ITEMS);
      case "keys" -> new View(dict, View.Kind.KEYS);
      case "values" -> new View(dict, View.Kind.VALUES);
      default -> throw new IllegalStateException(method);
    };
  }
}
