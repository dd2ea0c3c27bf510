package io.kvasir.tokenizer.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Python's texts: sequences of code points, with Unicode's idea of white space. Positions here
 * count Java chars.
 */
final class Text {
  private Text() {}

  /** In code points. */
  static long length(String text, Budget budget) {
    budget.read(text.length());
    return text.codePointCount(0, text.length());
  }

  /**
   * One character, or null if there is none: {@code index} counts code points, from the end if
   * negative.
   */
  static @Nullable String at(String text, long index, Budget budget) {
    long length = length(text, budget);
    long place = index < 0 ? index + length : index;
    if (place < 0 || place >= length) {
      return null;
    }
    return Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) place)));
  }

  static boolean isSpace(int c) {
    return (c >= 0x9 && c <= 0xd)
        || (c >= 0x1c && c <= 0x20)
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  private static boolean isLineEnd(int c) {
    return (c >= 0xa && c <= 0xd)
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  static boolean isPrintable(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Without the characters at both ends, or one of them, for which {@code drop} holds. */
  static String strip(String text, boolean left, boolean right, IntPredicate drop) {
    int from = 0;
    int to = text.length();
    while (left && from < to && drop.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && from < to && drop.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  /** One of the characters of {@code set}. */
  static IntPredicate among(String set) {
    Set<Integer> characters = new HashSet<>();
    set.codePoints().forEach(characters::add);
    return characters::contains;
  }

  /**
   * Between runs of white space, with at most {@code most} cuts from the left. What is left after
   * them keeps its spaces but those at the cut.
   */
  static List<Object> words(String text, long most, Budget budget) {
    List<Object> words = new ArrayList<>();
    int at = skip(text, 0, true);
    while (at < text.length()) {
      int end = words.size() == most ? text.length() : skip(text, at, false);
      add(words, text.substring(at, end), budget);
      at = skip(text, end, true);
    }
    return words;
  }

  /** The same with cuts from the right. */
  static List<Object> wordsFromRight(String text, long most, Budget budget) {
    List<Object> words = new ArrayList<>();
    int end = skipBack(text, text.length(), true);
    while (end > 0) {
      int start = words.size() == most ? 0 : skipBack(text, end, false);
      add(words, text.substring(start, end), budget);
      end = skipBack(text, start, true);
    }
    return words.reversed();
  }

  private static int skipBack(String text, int at, boolean spaces) {
    int start = at;
    while (start > 0 && isSpace(text.charAt(start - 1)) == spaces) {
      start--;
    }
    return start;
  }

  private static int skip(String text, int at, boolean spaces) {
    int end = at;
    while (end < text.length() && isSpace(text.charAt(end)) == spaces) {
      end++;
    }
    return end;
  }

  static List<Object> split(String text, String separator, long most, Budget budget) {
    List<Object> parts = new ArrayList<>();
    int at = 0;
    int found = Search.first(text, separator, 0);
    while (found >= 0 && parts.size() < most) {
      add(parts, text.substring(at, found), budget);
      at = found + separator.length();
      found = Search.first(text, separator, at);
    }
    add(parts, text.substring(at), budget);
    return parts;
  }

  static List<Object> splitFromRight(String text, String separator, long most, Budget budget) {
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    int found = Search.last(text, separator, end);
    while (found >= 0 && parts.size() < most) {
      add(parts, text.substring(found + separator.length(), end), budget);
      end = found;
      found = Search.last(text, separator, end);
    }
    add(parts, text.substring(0, end), budget);
    return parts.reversed();
  }

  static List<Object> lines(String text, boolean keepEnds, Budget budget) {
    List<Object> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && !isLineEnd(text.charAt(end))) {
        end++;
      }
      int next = text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
      add(lines, text.substring(at, keepEnds ? next : end), budget);
      at = next;
    }
    return lines;
  }

  private static void add(List<Object> parts, String part, Budget budget) {
    budget.items(1);
    budget.text(part.length());
    parts.add(part);
  }

  /**
   * The first {@code most} of {@code old} become {@code fresh}; an empty {@code old} is between all
   * characters.
   */
  static String replace(String text, String old, String fresh, long most, Budget budget) {
    budget.read(text.length());
    Output out = new Output(budget);
    int at = 0;
    long done = 0;
    int found = Search.first(text, old, 0);
    while (found >= 0 && done < most) {
      out.append(text, at, found).append(fresh);
      at = found + old.length();
      done++;
      if (old.isEmpty()) {
        if (found == text.length()) {
          break;
        }
        found = text.offsetByCodePoints(found, 1);
      } else {
        found = Search.first(text, old, at);
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The first character in title case, the rest in lower case. */
  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    return titleCase(first) + lower(text).substring(lower(Character.toString(first)).length());
  }

  /**
   * Unicode's full mapping; Java has the simple one only, which lacks what becomes several
   * characters.
   */
  static String titleCase(int c) {
    String upper = upper(Character.toString(c));
    if (c == 0x149
        || Character.toTitleCase(c) != c
        || upper.codePointCount(0, upper.length()) == 1) {
      return c == 0x149 ? upper : Character.toString(Character.toTitleCase(c));
    }
    int first = Character.charCount(upper.codePointAt(0));
    return upper.substring(0, first) + lower(upper.substring(first)).replace('\u03b9', '\u0345');
  }
}
