package io.kvasir.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Python dict: in order of insertion, with keys that are equal as Python sees it (1, 1.0 and True
 * are one key).
 */
final class Dict {
  private final Map<Object, Entry> entries;
  private final int depth;

  /** A key as it was written first, and its value. */
  record Entry(Object key, Object value) {}

  private Dict(Map<Object, Entry> entries) {
    this.entries = entries;
    List<Object> values = new ArrayList<>(entries.size());
    for (Entry entry : entries.values()) {
      values.add(entry.value());
    }
    this.depth = Nesting.around(values);
  }

  /** Collects entries; later values win, first keys stay. */
  static final class Builder {
    private final Map<Object, Entry> entries = new LinkedHashMap<>();

    Builder put(Object key, Object value) {
      Object hashed = hashed(key);
      Entry old = entries.get(hashed);
      entries.put(hashed, new Entry(old == null ? key : old.key(), value));
      return this;
    }

    Builder putAll(Dict other) {
      for (Entry entry : other.entries()) {
        put(entry.key(), entry.value());
      }
      return this;
    }

    int size() {
      return entries.size();
    }

    Dict build() {
      return new Dict(entries);
    }
  }

  @Nullable Object find(Object key) {
    Entry entry = entries.get(hashed(key));
    return entry == null ? null : entry.value();
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  int size() {
    return entries.size();
  }

  int depth() {
    return depth;
  }

  /** One Java value for all values that Python calls equal. */
  static Object hashed(Object key) {
    return switch (key) {
      case Boolean b -> b ? 1L : 0L;
      case Double d when d == Math.rint(d) && Math.abs(d) < 0x1p63 -> (long) (double) d;
      case Double d when d == Math.rint(d) && !d.isInfinite() -> Numbers.exact(d).toBigInteger();
      case Markup markup -> markup.text();
      case Undefined undefined -> Undefined.class;
      case Items items when items.isTuple() -> {
        List<Object> keys = new ArrayList<>(items.size());
        for (Object item : items) {
          keys.add(hashed(item));
        }
        yield keys;
      }
      case String s -> s;
      case Long l -> l;
      case BigInteger b -> b;
      case Double d -> d;
      case None none -> none;
      default ->
          throw Fault.found("a dict's key", key, "a text, a number, none, or a tuple of these");
    };
  }
}
