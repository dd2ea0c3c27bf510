package io.kvasir.tokenizer.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The filters: {@code value | name(arguments)}. */
final class Filters {
  /** One filter. */
  interface Filter {
    Object apply(Evaluator evaluator, Object value, Arguments arguments);
  }

  /** Those that Jinja2 has and we have not, for a better message. */
  private static final Set<String> REFUSED =
      Set.of(
          "filesizeformat",
          "groupby",
          "pprint",
          "random",
          "slice",
          "striptags",
          "urlencode",
          "urlize",
          "wordwrap",
          "xmlattr");

  private static final Map<String, Filter> ALL = new HashMap<>();

  static {
    TextFilters.addTo(ALL);
    NumberFilters.addTo(ALL);
    SequenceFilters.addTo(ALL);
    SelectFilters.addTo(ALL);
  }

  private Filters() {}

  static boolean has(String name) {
    return ALL.containsKey(name);
  }

  /** Whether Jinja2 has it, for the test {@code filter}. */
  static boolean isKnown(String name) {
    return has(name) || REFUSED.contains(name);
  }

  static String missing(String name) {
    return "filter '"
        + name
        + "' "
        + (REFUSED.contains(name) ? "is not supported" : "does not exist");
  }

  static Object apply(String name, Evaluator evaluator, Object value, Arguments arguments) {
    Filter filter = ALL.get(name);
    if (filter == null) {
      throw new Fault(missing(name));
    }
    return filter.apply(evaluator, value, arguments);
  }

  static Arguments.Bound bind(
      String filter, Arguments arguments, int required, String... parameters) {
    return arguments.bind("filter '" + filter + "'", required, parameters);
  }
}
