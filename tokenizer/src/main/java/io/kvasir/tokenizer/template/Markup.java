package io.kvasir.tokenizer.template;

/**
 * Text that {@code safe} or {@code escape} marked as HTML: what is added to it is escaped, even
 * where output is not.
 *
 * @param text as it prints
 */
record Markup(String text) {
  static Markup escape(Object value, Budget budget) {
    if (value instanceof Markup markup) {
      return markup;
    }
    String text = Printer.text(value, budget);
    Output escaped = new Output(budget);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&#34;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(text, i, i + 1);
      }
    }
    return new Markup(escaped.toString());
  }
}
