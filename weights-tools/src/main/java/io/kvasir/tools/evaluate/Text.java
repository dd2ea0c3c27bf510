package io.kvasir.tools.evaluate;

import java.util.Locale;

/** Numbers as text, the same in every country. */
final class Text {
  private Text() {}

  static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
