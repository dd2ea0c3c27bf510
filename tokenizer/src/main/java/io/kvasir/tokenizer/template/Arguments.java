package io.kvasir.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the parentheses of a call, evaluated.
 *
 * @param positional without names
 * @param keywords with names, in order
 */
record Arguments(List<Object> positional, Map<String, Object> keywords) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  /** The arguments from the {@code count}-th on. */
  Arguments without(int count) {
    return new Arguments(positional.subList(count, positional.size()), keywords);
  }

  Arguments with(Map<String, Object> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, Object> all = new LinkedHashMap<>(keywords);
    all.putAll(more);
    return new Arguments(positional, all);
  }

  /**
   * Gives each argument to a parameter.
   *
   * @param function for messages
   * @param required how many of the parameters must be given
   * @param parameters in order
   */
  Bound bind(String function, int required, String... parameters) {
    if (positional.size() > parameters.length) {
      throw new Fault(
          function
              + ": found "
              + positional.size()
              + " arguments, wanted at most "
              + parameters.length);
    }
    List<@Nullable Object> values = new ArrayList<>(positional);
    for (int i = positional.size(); i < parameters.length; i++) {
      values.add(keywords.get(parameters[i]));
    }
    List<String> names = Arrays.asList(parameters);
    for (String keyword : keywords.keySet()) {
      if (names.indexOf(keyword) < positional.size()) {
        throw new Fault(
            function + ": found argument '" + keyword + "', wanted " + wanted(parameters));
      }
    }
    for (int i = 0; i < required; i++) {
      if (values.get(i) == null) {
        throw new Fault(function + ": found no argument '" + parameters[i] + "', wanted one");
      }
    }
    return new Bound(function, names, values);
  }

  private static String wanted(String... parameters) {
    return parameters.length == 0 ? "none" : String.join(", ", parameters) + ", each once";
  }

  /** Arguments by the position of their parameter. */
  record Bound(String function, List<String> names, List<@Nullable Object> values) {
    boolean has(int parameter) {
      return values.get(parameter) != null;
    }

    Object get(int parameter) {
      return get(parameter, None.NONE);
    }

    Object get(int parameter, Object otherwise) {
      Object value = values.get(parameter);
      return value == null ? otherwise : value;
    }

    boolean truth(int parameter, boolean otherwise) {
      Object value = values.get(parameter);
      return value == null ? otherwise : Python.truth(value);
    }

    /** A whole number; one beyond the range of an int is as large as the int can be. */
    long integer(int parameter, long otherwise) {
      Object value = values.get(parameter);
      if (value == null) {
        return otherwise;
      }
      if (!Numbers.isInteger(value)) {
        throw wrong(parameter, value, "int");
      }
      BigInteger limit = BigInteger.valueOf(Integer.MAX_VALUE);
      return Numbers.big(value).min(limit).max(limit.negate()).longValue();
    }

    String text(int parameter, String otherwise) {
      Object value = values.get(parameter);
      if (value == null) {
        return otherwise;
      }
      if (!Python.isText(value)) {
        throw wrong(parameter, value, "str");
      }
      return Python.text(value);
    }

    Fault wrong(int parameter, Object value, String wanted) {
      return Fault.found(function + ", argument '" + names.get(parameter) + "'", value, wanted);
    }
  }
}
