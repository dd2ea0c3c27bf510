package io.kvasir.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * What every value of a template has in Python: a type, truth, maybe a length and items. Values are
 * {@link None}, Boolean, Long, BigInteger (where a Long is too small), Double, String, {@link
 * Markup}, {@link Items}, {@link Dict}, {@link View}, {@link Range}, {@link Lazy}, {@link
 * Namespace}, {@link Undefined} and {@link Callable}.
 */
final class Python {
  private Python() {}

  /** The type's name in Python, for messages. */
  static String type(Object value) {
    return switch (value) {
      case None none -> "None";
      case Boolean b -> "bool";
      case Long l -> "int";
      case BigInteger b -> "int";
      case Double d -> "float";
      case String s -> "str";
      case Markup m -> "Markup";
      case Items items -> items.isTuple() ? "tuple" : "list";
      case Dict d -> "dict";
      case View view -> view.kind().type();
      case Range r -> "range";
      case Lazy l -> "generator";
      case Namespace n -> "namespace";
      case Undefined u -> "undefined";
      case Callable c -> c.name();
      default -> throw new IllegalStateException(value.getClass().getName());
    };
  }

  static boolean truth(Object value) {
    return switch (value) {
      case None none -> false;
      case Boolean b -> b;
      case Long l -> l != 0;
      case Double d -> d != 0;
      case String s -> !s.isEmpty();
      case Markup markup -> !markup.text().isEmpty();
      case Items items -> items.size() > 0;
      case Dict dict -> dict.size() > 0;
      case View view -> view.dict().size() > 0;
      case Range range -> range.size() > 0;
      case Undefined undefined -> false;
      default -> true;
    };
  }

  static boolean hasLength(Object value) {
    return switch (value) {
      case String s -> true;
      case Markup m -> true;
      case Items i -> true;
      case Dict d -> true;
      case View v -> true;
      case Range r -> true;
      case Undefined u -> true;
      case Loop l -> true;
      default -> false;
    };
  }

  static long length(Object value, Budget budget) {
    return switch (value) {
      case String s -> Text.length(s, budget);
      case Markup markup -> Text.length(markup.text(), budget);
      case Items items -> items.size();
      case Dict dict -> dict.size();
      case View view -> view.dict().size();
      case Range range -> range.size();
      case Undefined undefined -> 0;
      case Loop loop -> loop.length();
      default -> throw Fault.found("length", value, "something that has one");
    };
  }

  static boolean isIterable(Object value) {
    return hasLength(value) || value instanceof Lazy;
  }

  /** The items in order; for a text its characters, for a dict its keys. */
  static Iterator<Object> iterate(Object value) {
    return switch (value) {
      case String s -> characters(s);
      case Markup markup -> characters(markup.text());
      case Items items -> items.iterator();
      case Dict dict -> new View(dict, View.Kind.KEYS).iterator();
      case View view -> view.iterator();
      case Range range -> range.iterator();
      case Lazy lazy -> lazy;
      case Undefined undefined -> Collections.emptyIterator();
      default -> throw Fault.found("going through items", value, "a list, dict or text");
    };
  }

  /** All items, counted in the budget. */
  static List<Object> list(Object value, Budget budget) {
    List<Object> list = new ArrayList<>();
    for (Iterator<Object> items = iterate(value); items.hasNext(); ) {
      budget.items(1);
      list.add(items.next());
    }
    return list;
  }

  static boolean isText(Object value) {
    return value instanceof String || value instanceof Markup;
  }

  /** The text of a value for which {@link #isText} holds. */
  static String text(Object value) {
    return value instanceof Markup markup ? markup.text() : (String) value;
  }

  private static Iterator<Object> characters(String text) {
    PrimitiveIterator.OfInt codePoints = text.codePoints().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return codePoints.hasNext();
      }

      @Override
      public Object next() {
        return Character.toString(codePoints.nextInt());
      }
    };
  }
}
