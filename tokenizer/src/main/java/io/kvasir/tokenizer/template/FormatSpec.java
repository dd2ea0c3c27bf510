package io.kvasir.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How one value is written by {@code %} or {@code str.format}.
 *
 * @param fill what fills up to the width
 * @param align one of {@code < > ^ =}, or 0 for the type's own
 * @param sign {@code +}, space or {@code -}: what a number that is not negative begins with
 * @param alternate {@code #}: 0x before hexadecimal digits
 * @param width at least so many characters
 * @param grouping {@code ,} or {@code _} between thousands, or 0
 * @param precision digits after the point, or characters of a text; -1 if not given
 * @param type as in Python, or 0
 */
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean alternate,
    long width,
    char grouping,
    int precision,
    char type) {
  static final int MOST_DIGITS = 1000;

  String text(String value, Budget budget) {
    boolean cut = precision >= 0 && Text.length(value, budget) > precision;
    String part = cut ? value.substring(0, value.offsetByCodePoints(0, precision)) : value;
    return pad("", part, align == 0 ? '<' : align, budget);
  }

  String integer(BigInteger value, Budget budget) {
    String prefix = alternate && "xXo".indexOf(type) >= 0 ? "0" + type : "";
    BigInteger size = value.abs();
    String digits =
        switch (type) {
          case 'x' -> size.toString(16);
          case 'X' -> Text.upper(size.toString(16));
          case 'o' -> size.toString(8);
          default -> group(Printer.whole(size));
        };
    return pad(sign(value.signum() < 0) + prefix, digits, align == 0 ? '>' : align, budget);
  }

  String real(double value, Budget budget) {
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    String digits =
        Double.isFinite(value)
            ? digits(new BigDecimal(Math.abs(value)))
            : Printer.real(Math.abs(value));
    if (Character.isUpperCase(type)) {
      digits = Text.upper(digits);
    }
    return pad(sign(negative), digits, align == 0 ? '>' : align, budget);
  }

  private String digits(BigDecimal value) {
    int digits = precision < 0 ? 6 : precision;
    return switch (type) {
      case 'e', 'E' -> scientific(value, digits);
      case 'g', 'G' -> general(value, Math.max(digits, 1));
      case '%' -> fixed(value.movePointRight(2), digits) + "%";
      default -> fixed(value, digits);
    };
  }

  private String fixed(BigDecimal value, int digits) {
    String plain = value.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    int point = plain.indexOf('.');
    return point < 0 ? group(plain) : group(plain.substring(0, point)) + plain.substring(point);
  }

  private static String scientific(BigDecimal value, int digits) {
    BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    StringBuilder unscaled = new StringBuilder(rounded.unscaledValue().toString());
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    unscaled.repeat('0', Math.max(0, digits + 1 - unscaled.length()));
    String fraction = digits == 0 ? "" : "." + unscaled.substring(1);
    return unscaled.charAt(0) + fraction + Printer.exponent(exponent);
  }

  /** Fixed or scientific, whichever suits the size, without zeros at the end. */
  private static String general(BigDecimal value, int digits) {
    BigDecimal rounded =
        value.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= digits) {
      return scientific(rounded, rounded.precision() - 1);
    }
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private String group(String digits) {
    if (grouping == 0) {
      return digits;
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      grouped.insert(i, grouping);
    }
    return grouped.toString();
  }

  private String sign(boolean negative) {
    return negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
  }

  private String pad(String sign, String body, char side, Budget budget) {
    long missing = Math.max(0, width - Text.length(body, budget) - sign.length());
    Output out = new Output(budget);
    return switch (side) {
      case '<' -> out.append(sign).append(body).repeat(fill, missing).toString();
      case '^' ->
          out.repeat(fill, missing / 2)
              .append(sign)
              .append(body)
              .repeat(fill, missing - missing / 2)
              .toString();
      case '=' -> out.append(sign).repeat(fill, missing).append(body).toString();
      default -> out.repeat(fill, missing).append(sign).append(body).toString();
    };
  }
}
