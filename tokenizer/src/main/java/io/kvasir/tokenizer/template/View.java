package io.kvasir.tokenizer.template;

import java.util.Iterator;

/**
 * What {@code keys()}, {@code values()} and {@code items()} of a dict give: it has a length and can
 * be gone through, but has no index.
 *
 * @param dict the dict
 * @param kind which part of its entries
 */
record View(Dict dict, Kind kind) {
  enum Kind {
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  Iterator<Object> iterator() {
    Iterator<Dict.Entry> entries = dict.entries().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Object next() {
        Dict.Entry entry = entries.next();
        return switch (kind) {
          case KEYS -> entry.key();
          case VALUES -> entry.value();
          case ITEMS -> Items.tuple(entry.key(), entry.value());
        };
      }
    };
  }
}
