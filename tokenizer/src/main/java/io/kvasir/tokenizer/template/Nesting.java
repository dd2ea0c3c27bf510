package io.kvasir.tokenizer.template;

/**
 * How deep lists and dicts lie in each other. It is bounded where they are made, so that printing
 * and comparing them may recur.
 */
final class Nesting {
  static final int DEEPEST = 128;

  private Nesting() {}

  /** The depth of something that holds {@code values}. */
  static int around(Iterable<?> values) {
    int deepest = 0;
    for (Object value : values) {
      deepest = Math.max(deepest, of(value));
    }
    if (deepest >= DEEPEST) {
      throw new Fault("found more than " + DEEPEST + " lists and dicts in each other, wanted less");
    }
    return deepest + 1;
  }

  static int of(Object value) {
    return switch (value) {
      case Items items -> items.depth();
      case Dict dict -> dict.depth();
      case View view -> view.dict().depth() + 1;
      case Lazy lazy -> lazy.depth();
      default -> 0;
    };
  }
}
