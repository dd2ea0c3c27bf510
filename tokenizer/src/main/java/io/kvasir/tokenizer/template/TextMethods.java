package io.kvasir.tokenizer.template;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** The methods of Python's str. */
final class TextMethods {
  static final Set<String> NAMES =
      Set.of(
          "capitalize",
          "center",
          "count",
          "endswith",
          "find",
          "format",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdigit",
          "islower",
          "isspace",
          "isupper",
          "join",
          "ljust",
          "lower",
          "lstrip",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rindex",
          "rjust",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "title",
          "upper",
          "zfill");

  /** Methods that Python has and we have not. */
  static final Set<String> REFUSED =
      Set.of(
          "casefold",
          "encode",
          "expandtabs",
          "format_map",
          "isdecimal",
          "isidentifier",
          "isnumeric",
          "isprintable",
          "istitle",
          "maketrans",
          "swapcase",
          "translate");

  private TextMethods() {}

  static Object call(String text, String method, Arguments arguments, Budget budget) {
    String name = "str." + method;
    budget.read(text.length());
    return switch (method) {
      case "strip", "lstrip", "rstrip" ->
          strip(text, method, arguments.bind(name, 0, "chars"), budget);
      case "split" -> split(text, arguments.bind(name, 0, "sep", "maxsplit"), false, budget);
      case "rsplit" -> split(text, arguments.bind(name, 0, "sep", "maxsplit"), true, budget);
      case "splitlines" ->
          Items.list(Text.lines(text, arguments.bind(name, 0, "keepends").truth(0, false), budget));
      case "partition", "rpartition" ->
          partition(text, method, arguments.bind(name, 1, "sep"), budget);
      case "startswith", "endswith" ->
          affix(text, method, arguments.bind(name, 1, "affix", "start", "end"));
      case "removeprefix", "removesuffix" ->
          remove(text, method, arguments.bind(name, 1, "affix"), budget);
      case "find", "rfind", "index", "rindex", "count" ->
          search(text, method, arguments.bind(name, 1, "sub", "start", "end"), budget);
      case "replace" -> replace(text, arguments.bind(name, 2, "old", "new", "count"), budget);
      case "join" -> join(text, arguments.bind(name, 1, "iterable").get(0), budget);
      case "center", "ljust", "rjust" ->
          pad(text, method, arguments.bind(name, 1, "width", "fillchar"), budget);
      case "zfill" -> zeros(text, arguments.bind(name, 1, "width").integer(0, 0), budget);
      case "format" -> new BraceFormat(arguments, budget).format(text);
      default -> {
        arguments.bind(name, 0);
        yield withoutArguments(text, method, budget);
      }
    };
  }

  private static Object withoutArguments(String text, String method, Budget budget) {
    return switch (method) {
      case "upper" -> made(Text.upper(text), budget);
      case "lower" -> made(Text.lower(text), budget);
      case "capitalize" -> made(Text.capitalize(text), budget);
      case "title" -> made(title(text), budget);
      case "isspace" -> all(text, Text::isSpace);
      case "isascii" -> text.chars().allMatch(c -> c < 0x80);
      case "isalpha" -> all(text, Character::isLetter);
      case "isdigit" -> all(text, TextMethods::isDigit);
      case "isalnum" -> all(text, c -> Character.isLetter(c) || isDigit(c));
      case "islower" -> oneCase(text, Character::isLowerCase);
      case "isupper" -> oneCase(text, Character::isUpperCase);
      default -> throw new IllegalStateException(method);
    };
  }

  private static String made(String text, Budget budget) {
    budget.text(text.length());
    return text;
  }

  private static boolean all(String text, IntPredicate test) {
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  /** Decimal digits; Python counts some other numbers too, which Java cannot tell apart. */
  private static boolean isDigit(int c) {
    int type = Character.getType(c);
    if (type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER) {
      throw new Fault(
          "found the number sign U+"
              + Integer.toHexString(c)
              + ", wanted decimal digits or letters");
    }
    return type == Character.DECIMAL_DIGIT_NUMBER;
  }

  /** Every character that has a case has this one, and there is one. */
  static boolean oneCase(String text, IntPredicate wanted) {
    IntPredicate cased =
        c -> Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    return text.codePoints().anyMatch(wanted) && text.codePoints().filter(cased).allMatch(wanted);
  }

  /** A letter after something that has no case begins a word. */
  private static String title(String text) {
    String lower = Text.lower(text);
    StringBuilder titled = new StringBuilder();
    boolean inWord = false;
    int at = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int lowered = at + Text.lower(Character.toString(c)).length();
      titled.append(inWord ? lower.substring(at, lowered) : Text.titleCase(c));
      at = lowered;
      inWord = Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }
    return titled.toString();
  }

  private static String strip(String text, String method, Arguments.Bound bound, Budget budget) {
    boolean spaces = bound.get(0) instanceof None;
    IntPredicate drop = spaces ? Text::isSpace : Text.among(bound.text(0, ""));
    return made(Text.strip(text, !method.equals("rstrip"), !method.equals("lstrip"), drop), budget);
  }

  private static Object split(
      String text, Arguments.Bound bound, boolean fromRight, Budget budget) {
    long given = bound.integer(1, -1);
    long most = given < 0 ? Long.MAX_VALUE : given;
    if (bound.get(0) instanceof None) {
      return Items.list(
          fromRight ? Text.wordsFromRight(text, most, budget) : Text.words(text, most, budget));
    }
    String separator = separator(bound);
    return Items.list(
        fromRight
            ? Text.splitFromRight(text, separator, most, budget)
            : Text.split(text, separator, most, budget));
  }

  private static String separator(Arguments.Bound bound) {
    String separator = bound.text(0, "");
    if (separator.isEmpty()) {
      throw new Fault(
          bound.function() + ": found an empty separator, wanted at least one character");
    }
    return separator;
  }

  private static Object partition(
      String text, String method, Arguments.Bound bound, Budget budget) {
    String separator = separator(bound);
    boolean first = method.equals("partition");
    int at = first ? Search.first(text, separator, 0) : Search.last(text, separator, text.length());
    budget.text(text.length());
    if (at < 0) {
      return first ? Items.tuple(text, "", "") : Items.tuple("", "", text);
    }
    return Items.tuple(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static boolean affix(String text, String method, Arguments.Bound bound) {
    refuseRange(bound);
    List<Object> affixes =
        bound.get(0) instanceof Items items && items.isTuple()
            ? items.values()
            : List.of(bound.get(0));
    for (Object affix : affixes) {
      if (!Python.isText(affix)) {
        throw bound.wrong(0, affix, "str or a tuple of str");
      }
      String wanted = Python.text(affix);
      if (method.equals("startswith") ? text.startsWith(wanted) : text.endsWith(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static String remove(String text, String method, Arguments.Bound bound, Budget budget) {
    String affix = bound.text(0, "");
    budget.text(text.length());
    if (method.equals("removeprefix")) {
      return text.startsWith(affix) ? text.substring(affix.length()) : text;
    }
    return text.endsWith(affix) ? text.substring(0, text.length() - affix.length()) : text;
  }

  /** Positions in code points. */
  private static Object search(String text, String method, Arguments.Bound bound, Budget budget) {
    String wanted = bound.text(0, "");
    refuseRange(bound);
    if (method.equals("count")) {
      return count(text, wanted, budget);
    }
    int at =
        method.startsWith("r")
            ? Search.last(text, wanted, text.length())
            : Search.first(text, wanted, 0);
    if (at < 0 && method.endsWith("index")) {
      throw new Fault(bound.function() + ": found no such part, wanted one");
    }
    return at < 0 ? -1L : (long) text.codePointCount(0, at);
  }

  private static void refuseRange(Arguments.Bound bound) {
    if (bound.has(1) || bound.has(2)) {
      throw new Fault(bound.function() + " with a start or end is not supported");
    }
  }

  private static long count(String text, String wanted, Budget budget) {
    if (wanted.isEmpty()) {
      return Text.length(text, budget) + 1;
    }
    long count = 0;
    for (int at = Search.first(text, wanted, 0); at >= 0; ) {
      count++;
      at = Search.first(text, wanted, at + wanted.length());
    }
    return count;
  }

  private static String replace(String text, Arguments.Bound bound, Budget budget) {
    long count = bound.integer(2, -1);
    return Text.replace(
        text, bound.text(0, ""), bound.text(1, ""), count < 0 ? Long.MAX_VALUE : count, budget);
  }

  private static String join(String separator, Object parts, Budget budget) {
    Output out = new Output(budget);
    boolean first = true;
    for (Iterator<Object> items = Python.iterate(parts); items.hasNext(); first = false) {
      Object item = items.next();
      if (!Python.isText(item)) {
        throw Fault.found("str.join, item", item, "str");
      }
      out.append(first ? "" : separator).append(Python.text(item));
    }
    return out.toString();
  }

  private static String pad(String text, String method, Arguments.Bound bound, Budget budget) {
    String fill = bound.text(1, " ");
    if (fill.codePointCount(0, fill.length()) != 1) {
      throw new Fault(
          bound.function() + ": found a fill of " + fill.length() + " characters, wanted one");
    }
    long missing = bound.integer(0, 0) - Text.length(text, budget);
    return switch (method) {
      case "ljust" -> new Output(budget).append(text).repeat(fill, missing).toString();
      case "rjust" -> new Output(budget).repeat(fill, missing).append(text).toString();
      default -> center(text, bound.integer(0, 0), fill, budget);
    };
  }

  /** As CPython centres: an odd space goes left if the width is odd. */
  static String center(String text, long width, String fill, Budget budget) {
    long missing = Math.max(0, width - Text.length(text, budget));
    long left = missing / 2 + (missing & width & 1);
    return new Output(budget)
        .repeat(fill, left)
        .append(text)
        .repeat(fill, missing - left)
        .toString();
  }

  private static String zeros(String text, long width, Budget budget) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String sign = signed ? text.substring(0, 1) : "";
    long missing = width - Text.length(text, budget);
    return new Output(budget)
        .append(sign)
        .repeat("0", missing)
        .append(text.substring(sign.length()))
        .toString();
  }
}
