package io.kvasir.tokenizer.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Python's sorting: stable, and an error if two values have no order. */
final class Sorting {
  private Sorting() {}

  /** Asks only which of two comes first, as Python does. */
  static Comparator<Object> by(Budget budget) {
    return (a, b) -> {
      if (Numbers.isNan(a) || Numbers.isNan(b)) {
        throw new Fault("sorting: found nan, wanted values that have an order");
      }
      return Equality.before(a, b, budget) ? -1 : Equality.before(b, a, budget) ? 1 : 0;
    };
  }

  /**
   * Sorts by a key.
   *
   * @param values in any order
   * @param key computed once for each value
   * @param reverse from last to first; equal ones stay in their order
   */
  static List<Object> sort(
      List<Object> values, Function<Object, Object> key, boolean reverse, Budget budget) {
    record Keyed(Object key, Object value) {}

    List<Keyed> keyed = new ArrayList<>(values.size());
    for (Object value : values) {
      keyed.add(new Keyed(key.apply(value), value));
    }
    Comparator<Object> order = reverse ? by(budget).reversed() : by(budget);
    try {
      keyed.sort((a, b) -> order.compare(a.key(), b.key()));
    } catch (IllegalArgumentException e) {
      throw new Fault("sorting: found values without an order, wanted some that have one");
    }
    List<Object> sorted = new ArrayList<>(values.size());
    for (Keyed entry : keyed) {
      sorted.add(entry.value());
    }
    return sorted;
  }

  /** Texts in lower case, other values as they are. */
  static Object ignoringCase(Object value) {
    return Python.isText(value) ? Text.lower(Python.text(value)) : value;
  }
}
