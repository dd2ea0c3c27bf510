package io.kvasir.tokenizer.template;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters that make texts. */
final class TextFilters {
  private static final int LEEWAY = 5;

  private TextFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("upper", (e, v, a) -> change("upper", e, v, a, Text::upper));
    filters.put("lower", (e, v, a) -> change("lower", e, v, a, Text::lower));
    filters.put("capitalize", (e, v, a) -> change("capitalize", e, v, a, Text::capitalize));
    filters.put(
        "title",
        (e, v, a) -> Printer.text(change("title", e, v, a, TextFilters::title), e.budget()));
    filters.put("trim", TextFilters::trim);
    filters.put("replace", TextFilters::replace);
    filters.put("join", TextFilters::join);
    filters.put("indent", TextFilters::indent);
    filters.put("center", TextFilters::center);
    filters.put("truncate", TextFilters::truncate);
    filters.put("format", TextFilters::format);
    filters.put("string", (e, v, a) -> change("string", e, v, a, text -> text));
    filters.put(
        "safe",
        (e, v, a) -> new Markup(Printer.text(change("safe", e, v, a, text -> text), e.budget())));
    filters.put("escape", (e, v, a) -> escape("escape", e, v, a));
    filters.put("e", (e, v, a) -> escape("e", e, v, a));
    filters.put(
        "forceescape", (e, v, a) -> escape("forceescape", e, Printer.text(v, e.budget()), a));
    filters.put("tojson", (e, v, a) -> Json.write(v, a, e.budget()));
    filters.put("wordcount", TextFilters::wordcount);
  }

  /** Marked text stays marked. */
  private static Object change(
      String filter,
      Evaluator evaluator,
      Object value,
      Arguments arguments,
      UnaryOperator<String> change) {
    Filters.bind(filter, arguments, 0);
    String result = change.apply(Printer.text(value, evaluator.budget()));
    evaluator.budget().text(result.length());
    return value instanceof Markup ? new Markup(result) : result;
  }

  private static Object escape(
      String filter, Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind(filter, arguments, 0);
    return Markup.escape(value, evaluator.budget());
  }

  private static Object trim(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("trim", arguments, 0, "chars");
    String text = Printer.text(value, evaluator.budget());
    Arguments chars =
        bound.has(0) ? new Arguments(List.of(bound.get(0)), Map.of()) : Arguments.NONE;
    Object trimmed = TextMethods.call(text, "strip", chars, evaluator.budget());
    return value instanceof Markup ? new Markup(Python.text(trimmed)) : trimmed;
  }

  private static Object replace(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("replace", arguments, 2, "old", "new", "count");
    Budget budget = evaluator.budget();
    long count = bound.get(2) instanceof None ? -1 : bound.integer(2, -1);
    String old = Printer.text(bound.get(0), budget);
    String fresh = Printer.text(bound.get(1), budget);
    return Text.replace(
        Printer.text(value, budget), old, fresh, count < 0 ? Long.MAX_VALUE : count, budget);
  }

  private static Object join(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("join", arguments, 0, "d", "attribute");
    Budget budget = evaluator.budget();
    String separator = Printer.text(bound.get(0, ""), budget);
    AttributePath path = AttributePath.of(bound, 1, budget);
    Output out = new Output(budget);
    boolean first = true;
    for (Iterator<Object> items = Python.iterate(value); items.hasNext(); first = false) {
      budget.step();
      out.append(first ? "" : separator).append(Printer.text(path.apply(items.next()), budget));
    }
    return out.toString();
  }

  private static Object indent(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("indent", arguments, 0, "width", "first", "blank");
    Budget budget = evaluator.budget();
    if (!(value instanceof String text)) {
      throw Fault.found("filter 'indent'", value, "str");
    }
    Object width = bound.get(0, 4L);
    String indent =
        Python.isText(width)
            ? Python.text(width)
            : new Output(budget).repeat(" ", bound.integer(0, 4)).toString();
    boolean blank = bound.truth(2, false);
    Output out = new Output(budget).append(bound.truth(1, false) ? indent : "");
    boolean first = true;
    for (Object line : Text.lines(text + "\n", false, budget)) {
      String content = (String) line;
      out.append(first ? "" : "\n")
          .append(first || (content.isEmpty() && !blank) ? "" : indent)
          .append(content);
      first = false;
    }
    return out.toString();
  }

  private static Object center(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("center", arguments, 0, "width");
    String text = Printer.text(value, evaluator.budget());
    return TextMethods.center(text, bound.integer(0, 80), " ", evaluator.budget());
  }

  private static Object truncate(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound =
        Filters.bind("truncate", arguments, 0, "length", "killwords", "end", "leeway");
    Budget budget = evaluator.budget();
    if (!(value instanceof String text)) {
      throw new Fault("filter 'truncate' of " + Python.type(value) + " is not supported");
    }
    String end = bound.text(2, "...");
    long length = bound.integer(0, 255);
    long leeway = bound.get(3) instanceof None ? LEEWAY : bound.integer(3, LEEWAY);
    long kept = length - Text.length(end, budget);
    if (kept < 0 || leeway < 0) {
      throw new Fault("filter 'truncate': found length " + length + ", wanted room for the end");
    }
    if (Text.length(text, budget) <= length + leeway) {
      return text;
    }
    String start = text.substring(0, text.offsetByCodePoints(0, (int) kept));
    int space = bound.truth(1, false) ? -1 : start.lastIndexOf(' ');
    return new Output(budget)
        .append(space < 0 ? start : start.substring(0, space))
        .append(end)
        .toString();
  }

  private static Object format(Evaluator evaluator, Object value, Arguments arguments) {
    boolean named = !arguments.keywords().isEmpty();
    if (named && !arguments.positional().isEmpty()) {
      throw new Fault("filter 'format': found values with and without names, wanted one kind");
    }
    Dict.Builder names = new Dict.Builder();
    arguments.keywords().forEach(names::put);
    Object values = named ? names.build() : Items.list(arguments.positional()).asTuple();
    return Operator.REMAINDER.apply(
        value instanceof Markup ? value : Printer.text(value, evaluator.budget()),
        values,
        evaluator.budget());
  }

  private static Object wordcount(Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind("wordcount", arguments, 0);
    String text = Printer.text(value, evaluator.budget());
    evaluator.budget().read(text.length());
    long words = 0;
    boolean inWord = false;
    for (int c : text.codePoints().toArray()) {
      int type = Character.getType(c);
      boolean number = type >= Character.DECIMAL_DIGIT_NUMBER && type <= Character.OTHER_NUMBER;
      boolean word = Character.isLetter(c) || number || c == '_';
      words += word && !inWord ? 1 : 0;
      inWord = word;
    }
    return words;
  }

  /** Words begin after white space, hyphens and opening brackets. */
  private static String title(String text) {
    StringBuilder titled = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int end = at;
      boolean border = beginsWord(text.charAt(at));
      while (end < text.length() && beginsWord(text.charAt(end)) == border) {
        end++;
      }
      int first = at + Character.charCount(text.codePointAt(at));
      titled
          .append(Text.upper(text.substring(at, first)))
          .append(Text.lower(text.substring(first, end)));
      at = end;
    }
    return titled.toString();
  }

  private static boolean beginsWord(char c) {
    return Text.isSpace(c) || "-({[<".indexOf(c) >= 0;
  }
}
