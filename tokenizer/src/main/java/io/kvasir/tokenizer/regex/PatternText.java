package io.kvasir.tokenizer.regex;

/** A pattern and how far it has been read. */
final class PatternText {
  private final String pattern;
  private int at;

  PatternText(String pattern) {
    this.pattern = pattern;
  }

  boolean atEnd() {
    return at >= pattern.length();
  }

  /** The next code point, or -1 at the end. */
  int peek() {
    return atEnd() ? -1 : pattern.codePointAt(at);
  }

  /** The next code point, which there must be. */
  int next() {
    if (atEnd()) {
      throw error("it ends too early");
    }
    int codePoint = pattern.codePointAt(at);
    at += Character.charCount(codePoint);
    return codePoint;
  }

  boolean looksAt(String text) {
    return pattern.startsWith(text, at);
  }

  /** Steps over a text if it is what comes next. */
  boolean skip(String text) {
    boolean found = looksAt(text);
    if (found) {
      at += text.length();
    }
    return found;
  }

  /** Everything up to a mark, which is stepped over. */
  String until(char mark) {
    int end = pattern.indexOf(mark, at);
    if (end < 0) {
      throw error("'" + mark + "' is missing");
    }
    String text = pattern.substring(at, end);
    at = end + 1;
    return text;
  }

  /** A decimal number, or -1 if there is none. */
  int number() {
    int start = at;
    int value = 0;
    while (!atEnd() && peek() >= '0' && peek() <= '9') {
      value = Math.min(value * 10 + next() - '0', 1_000_000);
    }
    return at == start ? -1 : value;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  RegexSyntaxException error(String what) {
    String shown = pattern.length() > 80 ? pattern.substring(0, 80) + "..." : pattern;
    return new RegexSyntaxException(
        "regular expression '" + shown + "', character " + (at + 1) + ": " + what);
  }
}
