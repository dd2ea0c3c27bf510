package io.kvasir.tokenizer.template;

/** A text that grows within the budget. */
final class Output {
  private final Budget budget;
  private final StringBuilder text = new StringBuilder();

  Output(Budget budget) {
    this.budget = budget;
  }

  Output append(String part) {
    grow(part.length());
    text.append(part);
    return this;
  }

  Output append(CharSequence source, int from, int to) {
    grow(to - from);
    text.append(source, from, to);
    return this;
  }

  Output appendCodePoint(int codePoint) {
    grow(2);
    text.appendCodePoint(codePoint);
    return this;
  }

  /** Refused before it is made if it is too long. */
  Output repeat(String part, long times) {
    if (times > 0 && !part.isEmpty()) {
      grow(
          times > Integer.MAX_VALUE
              ? Integer.MAX_VALUE * (long) part.length()
              : times * part.length());
      text.repeat(part, (int) times);
    }
    return this;
  }

  private void grow(long length) {
    budget.whole(text.length() + length);
    budget.text(length);
  }

  int length() {
    return text.length();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
