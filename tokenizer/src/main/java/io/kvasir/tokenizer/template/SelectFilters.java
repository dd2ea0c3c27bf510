package io.kvasir.tokenizer.template;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters that apply another filter or a test to every item, when the item is asked for. */
final class SelectFilters {
  private SelectFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("map", SelectFilters::map);
    filters.put("select", (e, v, a) -> select("select", e, v, a, false, true));
    filters.put("reject", (e, v, a) -> select("reject", e, v, a, false, false));
    filters.put("selectattr", (e, v, a) -> select("selectattr", e, v, a, true, true));
    filters.put("rejectattr", (e, v, a) -> select("rejectattr", e, v, a, true, false));
  }

  private static Object map(Evaluator evaluator, Object value, Arguments arguments) {
    Function<Object, Object> change = change(evaluator, arguments);
    if (!Python.truth(value)) {
      return new Lazy(value, Collections.emptyIterator());
    }
    Iterator<Object> items = Python.iterate(value);
    return new Lazy(
        value,
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return items.hasNext();
          }

          @Override
          public Object next() {
            evaluator.budget().step();
            return change.apply(items.next());
          }
        });
  }

  private static Function<Object, Object> change(Evaluator evaluator, Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      Arguments.Bound bound = Filters.bind("map", arguments, 0, "attribute", "default");
      if (!bound.has(0)) {
        throw new Fault("filter 'map': found no argument, wanted a filter's name or an attribute");
      }
      return AttributePath.of(bound.get(0), bound.get(1), evaluator.budget())::apply;
    }
    String filter = name(arguments.positional().getFirst(), "filter 'map', name of a filter");
    Arguments rest = arguments.without(1);
    return item -> Filters.apply(filter, evaluator, item, rest);
  }

  private static Object select(
      String filter,
      Evaluator evaluator,
      Object value,
      Arguments arguments,
      boolean attribute,
      boolean wanted) {
    if (!Python.truth(value)) {
      return new Lazy(value, Collections.emptyIterator());
    }
    int used = attribute ? 1 : 0;
    if (arguments.positional().size() < used) {
      throw new Fault(
          "filter '" + filter + "': found no argument, wanted the name of an attribute");
    }
    Object path = attribute ? arguments.positional().getFirst() : None.NONE;
    AttributePath part = AttributePath.of(path, null, evaluator.budget());
    if (arguments.positional().size() == used) {
      return filtered(evaluator, value, item -> Python.truth(part.apply(item)) == wanted);
    }
    String test = name(arguments.positional().get(used), "filter '" + filter + "', name of a test");
    Arguments rest = arguments.without(used + 1);
    return filtered(
        evaluator,
        value,
        item -> Tests.apply(test, part.apply(item), rest, evaluator.budget()) == wanted);
  }

  private static String name(Object value, String what) {
    if (!Python.isText(value)) {
      throw Fault.found(what, value, "str");
    }
    return Python.text(value);
  }

  /** The items for which {@code test} holds, found when they are asked for. */
  static Lazy filtered(Evaluator evaluator, Object value, Predicate<Object> test) {
    Iterator<Object> items = Python.iterate(value);
    return new Lazy(
        value,
        new Iterator<>() {
          private @Nullable Object next;

          @Override
          public boolean hasNext() {
            while (next == null && items.hasNext()) {
              evaluator.budget().step();
              Object item = items.next();
              next = test.test(item) ? item : null;
            }
            return next != null;
          }

          @Override
          public Object next() {
            if (!hasNext() || next == null) {
              throw new NoSuchElementException();
            }
            Object item = next;
            next = null;
            return item;
          }
        });
  }
}
