package io.kvasir.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filter {@code tojson} as transformers defines it: Python's {@code json.dumps}, without
 * escapes for HTML.
 */
final class Json {
  private final Budget budget;
  private final Output out;
  private final boolean ascii;
  private final boolean sorted;
  private final @Nullable String indent;
  private final String itemSeparator;
  private final String keySeparator;

  private Json(Arguments.Bound bound, Budget budget) {
    this.budget = budget;
    this.out = new Output(budget);
    this.ascii = bound.truth(1, false);
    this.sorted = bound.truth(4, false);
    this.indent = bound.get(2) instanceof None ? null : indent(bound, budget);
    if (bound.get(3) instanceof None) {
      itemSeparator = indent == null ? ", " : ",";
      keySeparator = ": ";
    } else {
      List<Object> separators = Python.list(bound.get(3), budget);
      if (separators.size() != 2 || !separators.stream().allMatch(Python::isText)) {
        throw bound.wrong(3, bound.get(3), "two texts");
      }
      itemSeparator = Python.text(separators.get(0));
      keySeparator = Python.text(separators.get(1));
    }
  }

  private static String indent(Arguments.Bound bound, Budget budget) {
    return Python.isText(bound.get(2))
        ? Python.text(bound.get(2))
        : new Output(budget).repeat(" ", bound.integer(2, 0)).toString();
  }

  static String write(Object value, Arguments arguments, Budget budget) {
    List<Object> all = new ArrayList<>();
    all.add(value);
    all.addAll(arguments.positional());
    Arguments.Bound bound =
        new Arguments(all, arguments.keywords())
            .bind("filter 'tojson'", 1, "x", "ensure_ascii", "indent", "separators", "sort_keys");
    Json json = new Json(bound, budget);
    json.value(value, 0);
    return json.out.toString();
  }

  private void value(Object value, int level) {
    switch (value) {
      case String text -> quote(text);
      case Markup markup -> quote(markup.text());
      case Items items -> list(items, level);
      case Dict dict -> dict(dict, level);
      default -> out.append(scalar(value, "filter 'tojson'"));
    }
  }

  private static String scalar(Object value, String what) {
    return switch (value) {
      case None none -> "null";
      case Boolean b -> b.toString();
      case Long l -> l.toString();
      case BigInteger big -> Printer.whole(big);
      case Double d when d.isNaN() -> "NaN";
      case Double d when d.isInfinite() -> d > 0 ? "Infinity" : "-Infinity";
      case Double d -> Printer.real(d);
      case Undefined undefined -> throw new Fault(what + ": " + undefined.message());
      default -> throw Fault.found(what, value, "a value that JSON has");
    };
  }

  private void list(Items items, int level) {
    if (items.size() == 0) {
      out.append("[]");
      return;
    }
    out.append("[");
    for (Iterator<Object> values = items.iterator(); values.hasNext(); ) {
      line(level + 1);
      value(values.next(), level + 1);
      out.append(values.hasNext() ? itemSeparator : "");
    }
    line(level);
    out.append("]");
  }

  private void dict(Dict dict, int level) {
    if (dict.size() == 0) {
      out.append("{}");
      return;
    }
    List<Dict.Entry> entries = new ArrayList<>(dict.entries());
    if (sorted) {
      Comparator<Object> order = Sorting.by(budget);
      entries.sort((a, b) -> order.compare(a.key(), b.key()));
    }
    out.append("{");
    for (Iterator<Dict.Entry> next = entries.iterator(); next.hasNext(); ) {
      Dict.Entry entry = next.next();
      line(level + 1);
      Object key = entry.key();
      quote(Python.isText(key) ? Python.text(key) : scalar(key, "filter 'tojson', key of a dict"));
      out.append(keySeparator);
      value(entry.value(), level + 1);
      out.append(next.hasNext() ? itemSeparator : "");
    }
    line(level);
    out.append("}");
  }

  private void line(int level) {
    if (indent != null) {
      out.append("\n").repeat(indent, level);
    }
  }

  private void quote(String text) {
    out.append("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || (ascii && c > 0x7e)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(text, i, i + 1);
          }
        }
      }
    }
    out.append("\"");
  }
}
