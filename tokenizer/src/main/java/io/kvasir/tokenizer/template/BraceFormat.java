package io.kvasir.tokenizer.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code str.format}, without fields in format specifications. */
final class BraceFormat {
  private static final Pattern SPEC =
      Pattern.compile(
          "(?s)(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,4})?([,_])?(?:\\.(\\d{1,4}))?([a-zA-Z%])?");
  private static final Pattern PART = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]");

  private final Arguments arguments;
  private final Budget budget;
  private int automatic;
  private boolean numbered;

  BraceFormat(Arguments arguments, Budget budget) {
    this.arguments = arguments;
    this.budget = budget;
  }

  String format(String format) {
    Output out = new Output(budget);
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      boolean doubled = at + 1 < format.length() && format.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        out.append(format, at, at + 1);
        at += 2;
      } else if (c == '{') {
        int end = format.indexOf('}', at);
        String field = end < 0 ? "" : format.substring(at + 1, end);
        if (end < 0 || field.indexOf('{') >= 0) {
          throw new Fault("str.format: found '{' in a field or without '}', wanted a plain field");
        }
        out.append(field(field));
        at = end + 1;
      } else if (c == '}') {
        throw new Fault("str.format: found '}' without '{', wanted '}}'");
      } else {
        out.append(format, at, ++at);
      }
    }
    return out.toString();
  }

  private String field(String field) {
    int colon = field.indexOf(':');
    String spec = colon < 0 ? "" : field.substring(colon + 1);
    String path = colon < 0 ? field : field.substring(0, colon);
    int mark = path.indexOf('!');
    Object value = value(mark < 0 ? path : path.substring(0, mark));
    if (mark >= 0) {
      value =
          switch (path.substring(mark + 1)) {
            case "s" -> Printer.text(value, budget);
            case "r" -> Printer.represent(value, budget);
            default ->
                throw new Fault(
                    "str.format: conversion '" + path.substring(mark) + "' is not supported");
          };
    }
    return spec.isEmpty() ? Printer.text(value, budget) : write(value, spec);
  }

  private Object value(String path) {
    int end = 0;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    Object value = argument(path.substring(0, end));
    Matcher part = PART.matcher(path);
    for (; end < path.length(); end = part.end()) {
      if (!part.find(end) || part.start() != end) {
        throw new Fault(
            "str.format: found field '" + path + "', wanted a name with .attributes and [keys]");
      }
      String key = part.group(2);
      if (key == null) {
        value = Attributes.attribute(value, part.group(1));
      } else {
        value = Attributes.item(value, isNumber(key) ? (Object) Long.parseLong(key) : key, budget);
      }
    }
    return value;
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}");
  }

  private Object argument(String name) {
    boolean empty = name.isEmpty();
    if (empty || isNumber(name)) {
      if (empty ? numbered : automatic > 0) {
        throw new Fault("str.format: found numbered and unnumbered fields, wanted one kind");
      }
      numbered |= !empty;
      int index = empty ? automatic++ : Integer.parseInt(name);
      if (index >= arguments.positional().size()) {
        throw new Fault(
            "str.format: found " + arguments.positional().size() + " values, wanted more");
      }
      return arguments.positional().get(index);
    }
    Object value = arguments.keywords().get(name);
    if (value == null) {
      throw new Fault("str.format: found no value '" + name + "', wanted one");
    }
    return value;
  }

  private String write(Object value, String text) {
    Matcher matcher = SPEC.matcher(text);
    if (!matcher.matches()) {
      throw new Fault("str.format: format '" + text + "' is not supported");
    }
    FormatSpec spec = spec(matcher);
    if (spec.precision() > FormatSpec.MOST_DIGITS
        || (matcher.group(5) != null && spec.grouping() != 0)) {
      throw new Fault("str.format: format '" + text + "' is not supported");
    }
    boolean plain =
        spec.sign() == '-' && matcher.group(3) == null && !spec.alternate() && spec.grouping() == 0;
    char type = spec.type();
    if (value instanceof String string
        && plain
        && spec.align() != '='
        && (type == 0 || type == 's')) {
      return spec.text(string, budget);
    }
    if (Numbers.isInteger(value) && "dxXo\0".indexOf(type) >= 0 && spec.precision() < 0) {
      return spec.integer(Numbers.big(value), budget);
    }
    if (Numbers.isNumber(value) && "fFeEgG%".indexOf(type) >= 0 && !spec.alternate()) {
      return spec.real(Numbers.real(value), budget);
    }
    throw Fault.found(
        "str.format, format '" + text + "'", value, "another type or a supported format");
  }

  private static FormatSpec spec(Matcher matcher) {
    boolean zeros = matcher.group(5) != null;
    String fill = matcher.group(1) != null ? matcher.group(1) : zeros ? "0" : " ";
    char align = matcher.group(2) != null ? matcher.group(2).charAt(0) : zeros ? '=' : 0;
    return new FormatSpec(
        fill,
        align,
        first(matcher.group(3), '-'),
        matcher.group(4) != null,
        matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6)),
        first(matcher.group(7), (char) 0),
        matcher.group(8) == null ? -1 : Integer.parseInt(matcher.group(8)),
        first(matcher.group(9), (char) 0));
  }

  private static char first(@Nullable String text, char otherwise) {
    return text == null ? otherwise : text.charAt(0);
  }
}
