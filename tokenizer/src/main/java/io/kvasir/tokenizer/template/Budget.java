package io.kvasir.tokenizer.template;

/** Counts what one rendering spends. */
final class Budget {
  private static final int CHARACTERS_PER_STEP = 8;
  private static final int CHARACTERS_PER_ITEM = 32;

  private final Limits limits;
  private long steps;
  private long memory;
  private int depth;

  Budget(Limits limits) {
    this.limits = limits;
  }

  void step() {
    steps(1);
  }

  /** Reading over {@code characters} of a text, or over as many items. */
  void read(long characters) {
    steps(1 + characters / CHARACTERS_PER_STEP);
  }

  private void steps(long count) {
    steps += count;
    if (steps > limits.steps()) {
      throw new Fault(
          "found more than "
              + limits.steps()
              + " steps of work, wanted a template that ends sooner");
    }
  }

  /** A text that is made in parts: its length with the next part. */
  void whole(long length) {
    if (length > limits.length()) {
      throw new Fault(
          "found a text of " + length + " characters, wanted at most " + limits.length());
    }
  }

  /** Before a text, or a part of one, of {@code length} characters is made. */
  void text(long length) {
    whole(length);
    memory(length);
    read(length);
  }

  /** Before {@code count} items are put into a list; a dict's entry counts as two. */
  void items(long count) {
    if (count > Integer.MAX_VALUE) {
      throw new Fault(
          "found a list of "
              + count
              + " items, wanted at most "
              + limits.memory() / CHARACTERS_PER_ITEM);
    }
    memory(count * CHARACTERS_PER_ITEM);
    steps(count);
  }

  private void memory(long characters) {
    memory += characters;
    if (memory > limits.memory()) {
      throw new Fault(
          "found more than " + limits.memory() + " characters made on the way, wanted less");
    }
  }

  void enter() {
    step();
    if (++depth > limits.depth()) {
      throw new Fault("found more than " + limits.depth() + " levels of nesting, wanted less");
    }
  }

  void leave() {
    depth--;
  }
}
