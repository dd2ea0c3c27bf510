package io.kvasir.model.generate;

import java.util.List;

/**
 * Finds the first of several strings in a text that arrives in pieces. Text is held back while a
 * stop string may be beginning. Each character is looked at once per stop string (Knuth, Morris and
 * Pratt 1977).
 */
final class StopStrings {
  private final String[] stops;
  private final int[][]
      borders; // [stop][n]: longest proper prefix of the first n characters that is also their
  // suffix
  private final int[] matched; // by stop: characters of it at the end of the text
  private final StringBuilder held = new StringBuilder();
  private boolean found;

  StopStrings(List<String> stops) {
    this.stops = stops.toArray(String[]::new);
    this.borders = new int[this.stops.length][];
    for (int i = 0; i < borders.length; i++) {
      borders[i] = borders(this.stops[i]);
    }
    this.matched = new int[borders.length];
  }

  private static int[] borders(String stop) {
    int[] border = new int[stop.length() + 1];
    for (int i = 1; i < stop.length(); i++) {
      border[i + 1] = advance(stop, border, border[i], stop.charAt(i));
    }
    return border;
  }

  /** How much of the stop string is matched after one more character. */
  private static int advance(String stop, int[] border, int matched, char next) {
    int n = matched;
    while (n > 0 && stop.charAt(n) != next) {
      n = border[n];
    }
    return stop.charAt(n) == next ? n + 1 : 0;
  }

  /** Adds text and returns what is certain to come before any stop string. */
  String push(String text) {
    if (stops.length == 0) {
      return text;
    }
    for (int i = 0; i < text.length() && !found; i++) {
      held.append(text.charAt(i));
      int longest = 0; // of those that end here
      for (int s = 0; s < stops.length; s++) {
        matched[s] = advance(stops[s], borders[s], matched[s], text.charAt(i));
        if (matched[s] == stops[s].length()) {
          longest = Math.max(longest, matched[s]);
        }
      }
      if (longest > 0) {
        found = true;
        String before = held.substring(0, held.length() - longest);
        held.setLength(0);
        return before;
      }
    }
    int keep = 0;
    for (int n : matched) {
      keep = Math.max(keep, n);
    }
    String certain = held.substring(0, Math.max(0, held.length() - keep));
    held.delete(0, certain.length());
    return certain;
  }

  /** Whether a stop string was found; what follows it is dropped. */
  boolean found() {
    return found;
  }

  /** Ends the text and returns what was held back. */
  String finish() {
    String rest = held.toString();
    held.setLength(0);
    return rest;
  }
}
