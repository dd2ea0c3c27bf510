package io.kvasir.tokenizer.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A Python list or tuple. Nothing in a template can change one. */
final class Items implements Iterable<Object> {
  private final List<Object> values;
  private final boolean tuple;
  private final int depth;

  private Items(List<Object> values, boolean tuple) {
    this.values = values;
    this.tuple = tuple;
    this.depth = Nesting.around(values);
  }

  /** Takes {@code values} over; nobody else may change them. */
  static Items list(List<Object> values) {
    return new Items(values, false);
  }

  static Items tuple(Object... values) {
    return new Items(List.of(values), true);
  }

  /** A list or tuple as this one is, of other values. */
  Items like(List<Object> others) {
    return new Items(others, tuple);
  }

  Items asTuple() {
    return new Items(values, true);
  }

  static Items copy(Collection<Object> values, Budget budget) {
    budget.items(values.size());
    return list(new ArrayList<>(values));
  }

  boolean isTuple() {
    return tuple;
  }

  int depth() {
    return depth;
  }

  int size() {
    return values.size();
  }

  Object get(int index) {
    return values.get(index);
  }

  List<Object> values() {
    return values;
  }

  @Override
  public Iterator<Object> iterator() {
    return values.iterator();
  }
}
