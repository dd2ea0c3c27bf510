package io.kvasir.tokenizer.template;

/**
 * Finding a text in another in linear time, whatever the two are (Knuth, Morris and Pratt, 1977).
 */
final class Search {
  /** Up to this length the plain search of the JDK is faster and its worst case bearable. */
  private static final int SHORT = 16;

  private Search() {}

  /** The first place of {@code part} at or after {@code from}, or -1. */
  static int first(String text, String part, int from) {
    return part.length() <= SHORT
        ? text.indexOf(part, from)
        : find(text, from, text.length(), part, false);
  }

  /** The last place of {@code part} that ends at or before {@code to}, or -1. */
  static int last(String text, String part, int to) {
    if (part.length() > to) {
      return -1;
    }
    return part.length() <= SHORT
        ? text.lastIndexOf(part, to - part.length())
        : find(text, 0, to, part, true);
  }

  private static int find(String text, int from, int to, String part, boolean backwards) {
    int size = part.length();
    if (to - from < size) {
      return -1;
    }
    int[] borders = borders(part, backwards);
    int matched = 0;
    for (int i = 0; i < to - from; i++) {
      char c = text.charAt(backwards ? to - 1 - i : from + i);
      while (matched > 0 && c != at(part, matched, backwards)) {
        matched = borders[matched - 1];
      }
      if (c == at(part, matched, backwards)) {
        matched++;
      }
      if (matched == size) {
        return backwards ? to - 1 - i : from + i - size + 1;
      }
    }
    return -1;
  }

  /** For each prefix the length of the longest shorter one that it also ends with. */
  private static int[] borders(String part, boolean backwards) {
    int[] borders = new int[part.length()];
    int length = 0;
    for (int i = 1; i < part.length(); i++) {
      while (length > 0 && at(part, i, backwards) != at(part, length, backwards)) {
        length = borders[length - 1];
      }
      if (at(part, i, backwards) == at(part, length, backwards)) {
        length++;
      }
      borders[i] = length;
    }
    return borders;
  }

  private static char at(String part, int index, boolean backwards) {
    return part.charAt(backwards ? part.length() - 1 - index : index);
  }
}
