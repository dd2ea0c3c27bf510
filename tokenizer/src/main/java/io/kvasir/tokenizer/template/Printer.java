package io.kvasir.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Iterator;

/** Python's {@code str} and {@code repr}. */
final class Printer {
  private Printer() {}

  /** As a value prints. */
  static String text(Object value, Budget budget) {
    return switch (value) {
      case String s -> s;
      case Markup markup -> markup.text();
      case Undefined undefined -> "";
      default -> {
        Output out = new Output(budget);
        represent(value, out);
        yield out.toString();
      }
    };
  }

  static String represent(Object value, Budget budget) {
    Output out = new Output(budget);
    represent(value, out);
    return out.toString();
  }

  private static void represent(Object value, Output out) {
    switch (value) {
      case None none -> out.append("None");
      case Boolean b -> out.append(b ? "True" : "False");
      case Long l -> out.append(Long.toString(l));
      case BigInteger big -> out.append(whole(big));
      case Double d -> out.append(real(d));
      case String s -> quote(s, out);
      case Markup markup -> {
        out.append("Markup(");
        quote(markup.text(), out);
        out.append(")");
      }
      case Items items -> items(items, out);
      case Dict dict -> dict(dict, out);
      case View view -> {
        out.append(view.kind().type()).append("([");
        join(view.iterator(), out);
        out.append("])");
      }
      case Range range -> range(range, out);
      case Undefined undefined -> out.append("Undefined");
      default ->
          throw new Fault(
              "printing a "
                  + Python.type(value)
                  + " is not supported, as that never prints the same");
    }
  }

  private static void items(Items items, Output out) {
    out.append(items.isTuple() ? "(" : "[");
    join(items.iterator(), out);
    out.append(items.isTuple() ? items.size() == 1 ? ",)" : ")" : "]");
  }

  private static void join(Iterator<Object> values, Output out) {
    while (values.hasNext()) {
      represent(values.next(), out);
      if (values.hasNext()) {
        out.append(", ");
      }
    }
  }

  private static void dict(Dict dict, Output out) {
    out.append("{");
    String separator = "";
    for (Dict.Entry entry : dict.entries()) {
      out.append(separator);
      represent(entry.key(), out);
      out.append(": ");
      represent(entry.value(), out);
      separator = ", ";
    }
    out.append("}");
  }

  private static void range(Range range, Output out) {
    out.append("range(" + range.start() + ", " + range.stop());
    if (range.step() != 1) {
      out.append(", " + range.step());
    }
    out.append(")");
  }

  static String whole(BigInteger value) {
    String digits = value.toString();
    if (digits.length() - (value.signum() < 0 ? 1 : 0) > Numbers.MOST_DIGITS) {
      throw new Fault("found a whole number of more than " + Numbers.MOST_DIGITS + " digits");
    }
    return digits;
  }

  /**
   * The shortest decimal that reads back as the same float, with an exponent below 1e-4 and from
   * 1e16.
   */
  static String real(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      return scientific(shortest.unscaledValue(), exponent);
    }
    String plain = shortest.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  /** As Double.toString, which prefers two digits to one for the smallest of all numbers. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    BigDecimal digit = decimal.round(new MathContext(1));
    return (digit.doubleValue() == value ? digit : decimal).stripTrailingZeros();
  }

  private static String scientific(BigInteger unscaled, int exponent) {
    String digits = unscaled.abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = unscaled.signum() < 0 ? "-" : "";
    return sign + digits.charAt(0) + fraction + exponent(exponent);
  }

  /** At least two digits and always a sign. */
  static String exponent(int exponent) {
    return "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static void quote(String text, Output out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.appendCodePoint(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c == quote) {
            out.append("\\");
          }
          if (Text.isPrintable(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(
                String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
          }
        }
      }
    }
    out.appendCodePoint(quote);
  }
}
