package io.kvasir.tokenizer.template;

import java.util.List;

/** Python's {@code format % values}. */
final class PrintfFormat {
  private final String format;
  private final Object source;
  private final List<Object> values;
  private final Budget budget;
  private int at;
  private int next;

  private PrintfFormat(String format, Object source, Budget budget) {
    this.format = format;
    this.source = source;
    this.values =
        source instanceof Items items && items.isTuple() ? items.values() : List.of(source);
    this.budget = budget;
  }

  static String format(String format, Object source, Budget budget) {
    return new PrintfFormat(format, source, budget).run();
  }

  private String run() {
    Output out = new Output(budget);
    boolean named = false;
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        out.append(format, at, format.length());
        break;
      }
      out.append(format, at, percent);
      at = percent + 1;
      named |= peek() == '(';
      out.append(conversion());
    }
    boolean mapping =
        source instanceof Dict
            || source instanceof Undefined
            || source instanceof Range
            || (source instanceof Items items && !items.isTuple());
    if (!named && !mapping && next < values.size()) {
      throw new Fault("operator '%': found " + values.size() + " values, wanted " + next);
    }
    return out.toString();
  }

  private char peek() {
    if (at >= format.length()) {
      throw new Fault("operator '%': found an unfinished conversion");
    }
    return format.charAt(at);
  }

  private String conversion() {
    Object keyed = peek() == '(' ? keyed() : null;
    boolean left = false;
    boolean zeros = false;
    boolean alternate = false;
    char sign = '-';
    for (; "-0+ #".indexOf(peek()) >= 0; at++) {
      switch (peek()) {
        case '-' -> left = true;
        case '0' -> zeros = true;
        case '#' -> alternate = true;
        default -> sign = sign == '+' ? '+' : peek();
      }
    }
    int width = number();
    int precision = -1;
    if (peek() == '.') {
      at++;
      precision = number();
    }
    char type = peek();
    at++;
    if (type == '%') {
      return "%";
    }
    Object value = keyed == null ? next() : keyed;
    boolean number = "diuxXofFeEgG".indexOf(type) >= 0;
    char align = left ? '<' : zeros && number ? '=' : '>';
    String fill = align == '=' ? "0" : " ";
    return write(
        value, new FormatSpec(fill, align, sign, alternate, width, (char) 0, precision, type));
  }

  private String write(Object value, FormatSpec spec) {
    return switch (spec.type()) {
      case 's' -> spec.text(Printer.text(value, budget), budget);
      case 'r' -> spec.text(Printer.represent(value, budget), budget);
      case 'd', 'i', 'u', 'x', 'X', 'o' -> {
        boolean real = value instanceof Double && "diu".indexOf(spec.type()) >= 0;
        Object whole = real ? Numbers.truncate(Numbers.real(value)) : value;
        if (!Numbers.isInteger(whole) || spec.precision() >= 0) {
          throw mismatch(value, spec, "int without a precision");
        }
        yield spec.integer(Numbers.big(whole), budget);
      }
      case 'f', 'F', 'e', 'E', 'g', 'G' -> {
        if (!Numbers.isNumber(value) || spec.alternate()) {
          throw mismatch(value, spec, "a number, and no '#'");
        }
        yield spec.real(Numbers.real(value), budget);
      }
      default -> throw new Fault("operator '%': conversion '" + spec.type() + "' is not supported");
    };
  }

  private static Fault mismatch(Object value, FormatSpec spec, String wanted) {
    return Fault.found("operator '%', conversion '" + spec.type() + "'", value, wanted);
  }

  private Object keyed() {
    int end = format.indexOf(')', at);
    if (end < 0 || !(source instanceof Dict dict)) {
      throw Fault.found("operator '%' with a name", source, "a dict");
    }
    String key = format.substring(at + 1, end);
    at = end + 1;
    Object value = dict.find(key);
    if (value == null) {
      throw new Fault("operator '%': found no key '" + key + "', wanted one");
    }
    return value;
  }

  private Object next() {
    if (next >= values.size()) {
      throw new Fault("operator '%': found " + values.size() + " values, wanted more");
    }
    return values.get(next++);
  }

  private int number() {
    int number = 0;
    for (; peek() >= '0' && peek() <= '9'; at++) {
      number = number * 10 + peek() - '0';
      if (number > FormatSpec.MOST_DIGITS) {
        throw new Fault(
            "operator '%': found a width or precision beyond " + FormatSpec.MOST_DIGITS);
      }
    }
    return number;
  }
}
