package io.kvasir.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Filters on lists, dicts and what else can be gone through. */
final class SequenceFilters {
  private SequenceFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("length", (e, v, a) -> length("length", e, v, a));
    filters.put("count", (e, v, a) -> length("count", e, v, a));
    filters.put("default", (e, v, a) -> otherwise("default", v, a));
    filters.put("d", (e, v, a) -> otherwise("d", v, a));
    filters.put("list", (e, v, a) -> list("list", e, v, a));
    filters.put("first", SequenceFilters::first);
    filters.put("last", SequenceFilters::last);
    filters.put("reverse", SequenceFilters::reverse);
    filters.put("items", SequenceFilters::items);
    filters.put("dictsort", SequenceFilters::dictsort);
    filters.put("sort", SequenceFilters::sort);
    filters.put("unique", SequenceFilters::unique);
    filters.put("min", (e, v, a) -> extreme("min", Operator.LESS, e, v, a));
    filters.put("max", (e, v, a) -> extreme("max", Operator.GREATER, e, v, a));
    filters.put("batch", SequenceFilters::batch);
    filters.put("attr", SequenceFilters::attr);
  }

  private static Object length(
      String filter, Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind(filter, arguments, 0);
    return Python.length(value, evaluator.budget());
  }

  private static Object otherwise(String filter, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind(filter, arguments, 0, "default_value", "boolean");
    boolean replace = value instanceof Undefined || (bound.truth(1, false) && !Python.truth(value));
    return replace ? bound.get(0, "") : value;
  }

  private static Object list(
      String filter, Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind(filter, arguments, 0);
    return Items.list(Python.list(value, evaluator.budget()));
  }

  private static Object first(Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind("first", arguments, 0);
    Iterator<Object> items = Python.iterate(value);
    return items.hasNext()
        ? items.next()
        : new Undefined("first item of an empty sequence is undefined");
  }

  private static Object last(Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind("last", arguments, 0);
    if (value instanceof Lazy) {
      throw Fault.found("filter 'last'", value, "a list, dict or text");
    }
    if (value instanceof Items items) {
      return items.size() > 0 ? items.get(items.size() - 1) : noLast();
    }
    List<Object> all = Python.list(value, evaluator.budget());
    return all.isEmpty() ? noLast() : all.getLast();
  }

  private static Object noLast() {
    return new Undefined("last item of an empty sequence is undefined");
  }

  private static Object reverse(Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind("reverse", arguments, 0);
    if (Python.isText(value)) {
      return Slice.cut(value, None.NONE, None.NONE, -1L, evaluator.budget());
    }
    List<Object> all = Python.list(value, evaluator.budget());
    Collections.reverse(all);
    return value instanceof Lazy ? Items.list(all) : new Lazy(value, all.iterator());
  }

  private static Object items(Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind("items", arguments, 0);
    return switch (value) {
      case Undefined undefined -> new Lazy(value, Collections.emptyIterator());
      case Dict dict -> new Lazy(value, new View(dict, View.Kind.ITEMS).iterator());
      default -> throw Fault.found("filter 'items'", value, "dict");
    };
  }

  private static Object dictsort(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound =
        Filters.bind("dictsort", arguments, 0, "case_sensitive", "by", "reverse");
    if (!(value instanceof Dict dict)) {
      throw Fault.found("filter 'dictsort'", value, "dict");
    }
    String by = bound.text(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new Fault("filter 'dictsort': found another argument 'by', wanted 'key' or 'value'");
    }
    int position = by.equals("key") ? 0 : 1;
    boolean exact = bound.truth(0, false);
    Function<Object, Object> key =
        item -> {
          Object part = ((Items) item).get(position);
          return exact ? part : Sorting.ignoringCase(part);
        };
    List<Object> entries = Python.list(new View(dict, View.Kind.ITEMS), evaluator.budget());
    return Items.list(Sorting.sort(entries, key, bound.truth(2, false), evaluator.budget()));
  }

  private static Object sort(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound =
        Filters.bind("sort", arguments, 0, "reverse", "case_sensitive", "attribute");
    Budget budget = evaluator.budget();
    boolean exact = bound.truth(1, false);
    List<AttributePath> paths = new ArrayList<>();
    if (Python.isText(bound.get(2))) {
      for (Object path : Text.split(Python.text(bound.get(2)), ",", Long.MAX_VALUE, budget)) {
        paths.add(AttributePath.of(path, null, budget));
      }
    } else {
      paths.add(AttributePath.of(bound, 2, budget));
    }
    Function<Object, Object> key =
        item -> {
          List<Object> keys = new ArrayList<>();
          for (AttributePath path : paths) {
            keys.add(exact ? path.apply(item) : Sorting.ignoringCase(path.apply(item)));
          }
          return Items.list(keys);
        };
    return Items.list(Sorting.sort(Python.list(value, budget), key, bound.truth(0, false), budget));
  }

  private static Object unique(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("unique", arguments, 0, "case_sensitive", "attribute");
    boolean exact = bound.truth(0, false);
    AttributePath path = AttributePath.of(bound, 1, evaluator.budget());
    Set<Object> seen = new HashSet<>();
    return SelectFilters.filtered(
        evaluator,
        value,
        item -> {
          evaluator.budget().items(1);
          Object key = path.apply(item);
          return seen.add(Dict.hashed(exact ? key : Sorting.ignoringCase(key)));
        });
  }

  private static Object extreme(
      String filter, Operator better, Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind(filter, arguments, 0, "case_sensitive", "attribute");
    boolean exact = bound.truth(0, false);
    AttributePath path = AttributePath.of(bound, 1, evaluator.budget());
    Object best = null;
    Object bestKey = None.NONE;
    for (Iterator<Object> items = Python.iterate(value); items.hasNext(); ) {
      Object item = items.next();
      Object key = exact ? path.apply(item) : Sorting.ignoringCase(path.apply(item));
      if (best == null || Equality.ordered(better, key, bestKey, evaluator.budget())) {
        best = item;
        bestKey = key;
      }
    }
    return best == null ? new Undefined(filter + " of an empty sequence is undefined") : best;
  }

  private static Object batch(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("batch", arguments, 1, "linecount", "fill_with");
    Budget budget = evaluator.budget();
    int size = (int) bound.integer(0, 0);
    if (size < 1) {
      throw new Fault("filter 'batch': found line count " + size + ", wanted at least 1");
    }
    List<Object> all = Python.list(value, budget);
    List<Object> lines = new ArrayList<>();
    for (int at = 0; at < all.size(); at += size) {
      List<Object> line = new ArrayList<>(all.subList(at, Math.min(all.size(), at + size)));
      if (!(bound.get(1) instanceof None)) {
        budget.items(size - line.size());
        line.addAll(Collections.nCopies(size - line.size(), bound.get(1)));
      }
      budget.items(line.size());
      lines.add(Items.list(line));
    }
    return new Lazy(value, lines.iterator());
  }

  private static Object attr(Evaluator evaluator, Object value, Arguments arguments) {
    String name = Filters.bind("attr", arguments, 1, "name").text(0, "");
    if (value instanceof Undefined undefined) {
      throw undefined.fault();
    }
    return Attributes.own(value, name);
  }
}
