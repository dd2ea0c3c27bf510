package io.kvasir.tokenizer.template;

import java.util.Iterator;

/** What Python's generators give: items that are made when they are asked for, once. */
final class Lazy implements Iterator<Object> {
  private static final int DEEPEST = 32;

  private final Iterator<Object> items;
  private final int depth;

  /**
   * Items that are made from those of {@code source}.
   *
   * @param source where {@code items} come from
   * @param items made on demand
   */
  Lazy(Object source, Iterator<Object> items) {
    this.items = items;
    this.depth = source instanceof Lazy lazy ? lazy.depth + 1 : 1;
    if (depth > DEEPEST) {
      throw new Fault(
          "found more than " + DEEPEST + " filters that wait for each other, wanted less");
    }
  }

  int depth() {
    return depth;
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public Object next() {
    return items.next();
  }
}
