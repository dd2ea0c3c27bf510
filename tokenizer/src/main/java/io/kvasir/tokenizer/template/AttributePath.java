package io.kvasir.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The argument {@code attribute} of many filters: names and indices between dots, looked up one
 * after the other.
 */
final class AttributePath {
  private final List<Object> parts;
  private final @Nullable Object otherwise;
  private final Budget budget;

  private AttributePath(List<Object> parts, @Nullable Object otherwise, Budget budget) {
    this.parts = parts;
    this.otherwise = otherwise;
    this.budget = budget;
  }

  /** The path that an argument names; nothing leads nowhere: to the item itself. */
  static AttributePath of(Arguments.Bound bound, int parameter, Budget budget) {
    return of(bound.get(parameter), null, budget);
  }

  /**
   * A path with a default.
   *
   * @param attribute a text, an index or None
   * @param otherwise takes the place of what does not exist
   */
  static AttributePath of(Object attribute, @Nullable Object otherwise, Budget budget) {
    List<Object> parts = new ArrayList<>();
    if (Python.isText(attribute)) {
      for (Object part : Text.split(Python.text(attribute), ".", Long.MAX_VALUE, budget)) {
        parts.add(isIndex((String) part) ? (Object) Long.parseLong((String) part) : part);
      }
    } else if (!(attribute instanceof None)) {
      parts.add(attribute);
    }
    return new AttributePath(parts, otherwise instanceof None ? null : otherwise, budget);
  }

  private static boolean isIndex(String part) {
    return !part.isEmpty()
        && part.length() < 10
        && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  Object apply(Object item) {
    Object value = item;
    for (Object part : parts) {
      value = Attributes.item(value, part, budget);
      if (otherwise != null && value instanceof Undefined) {
        value = otherwise;
      }
    }
    return value;
  }
}
