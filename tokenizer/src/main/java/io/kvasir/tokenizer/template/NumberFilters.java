package io.kvasir.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that make numbers. */
final class NumberFilters {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+(?:_[0-9]+)*+");
  private static final Pattern REAL =
      Pattern.compile(
          "[+-]?(?:(?:[0-9][0-9_]*+\\.?|\\.(?=[0-9]))[0-9_]*+(?:[eE][+-]?[0-9][0-9_]*+)?|inf|infinity|nan)");
  private static final Pattern STRAY_UNDERSCORE = Pattern.compile("_(?![0-9])|(?<![0-9])_");

  private NumberFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("int", NumberFilters::integer);
    filters.put("float", NumberFilters::real);
    filters.put("abs", NumberFilters::abs);
    filters.put("round", NumberFilters::round);
    filters.put("sum", NumberFilters::sum);
  }

  private static Object integer(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("int", arguments, 0, "default", "base");
    if (value instanceof Undefined undefined) {
      throw undefined.fault();
    }
    if (Numbers.isNumber(value)) {
      return value instanceof Double d && d.isNaN() ? bound.get(0, 0L) : truncated(value);
    }
    if (Python.isText(value)) {
      evaluator.budget().read(Python.text(value).length());
      Object number = whole(Python.text(value), (int) bound.integer(1, 10));
      if (number == null) {
        Object real = parseReal(Python.text(value));
        number =
            real == null || !Double.isFinite(Numbers.real(real))
                ? null
                : Numbers.truncate(Numbers.real(real));
      }
      return number == null ? bound.get(0, 0L) : number;
    }
    return bound.get(0, 0L);
  }

  private static Object truncated(Object number) {
    return number instanceof Double d ? Numbers.truncate(d) : Numbers.of(Numbers.big(number));
  }

  private static @Nullable Object whole(String text, int base) {
    String digits = Text.strip(text, true, true, Text::isSpace);
    if (base != 10) {
      return wholeOfBase(digits, base);
    }
    if (!WHOLE.matcher(digits).matches()) {
      refuseOtherDigits(digits);
      return null;
    }
    if (digits.length() > Numbers.MOST_DIGITS) {
      throw new Fault(
          "filter 'int': found "
              + digits.length()
              + " digits, wanted at most "
              + Numbers.MOST_DIGITS);
    }
    return Numbers.of(new BigInteger(digits.replace("_", "")));
  }

  private static @Nullable Object wholeOfBase(String text, int base) {
    String prefix =
        switch (base) {
          case 2 -> "0b";
          case 8 -> "0o";
          case 16 -> "0x";
          default ->
              throw new Fault("filter 'int': found base " + base + ", wanted 2, 8, 10 or 16");
        };
    String sign = text.startsWith("-") ? "-" : "";
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (digits.toLowerCase(Locale.ROOT).startsWith(prefix)) {
      digits = digits.substring(2);
    }
    boolean fits = !digits.isEmpty() && digits.length() < 1000;
    boolean valid = fits && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0);
    refuseOtherDigits(digits);
    if (digits.contains("_")) {
      throw new Fault("filter 'int': found '_' with base " + base + ", wanted digits");
    }
    return valid ? Numbers.of(new BigInteger(sign + digits, base)) : null;
  }

  private static void refuseOtherDigits(String text) {
    if (text.codePoints().anyMatch(c -> c >= 0x80 && Character.isDigit(c))) {
      throw new Fault("found digits of another script than Latin, wanted 0 to 9");
    }
  }

  private static Object real(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("float", arguments, 0, "default");
    if (value instanceof Undefined undefined) {
      throw undefined.fault();
    }
    if (Numbers.isNumber(value)) {
      return Numbers.real(value);
    }
    if (Python.isText(value)) {
      evaluator.budget().read(Python.text(value).length());
      Object number = parseReal(Python.text(value));
      return number == null ? bound.get(0, 0.0) : number;
    }
    return bound.get(0, 0.0);
  }

  private static @Nullable Object parseReal(String text) {
    String number = Text.strip(text, true, true, Text::isSpace).toLowerCase(Locale.ROOT);
    if (number.length() > Numbers.MOST_DIGITS || !REAL.matcher(number).matches()) {
      refuseOtherDigits(number);
      return null;
    }
    if (STRAY_UNDERSCORE.matcher(number).find()) {
      return null;
    }
    double sign = number.startsWith("-") ? -1 : 1;
    if (number.endsWith("nan")) {
      return Double.NaN;
    }
    return number.contains("inf")
        ? sign * Double.POSITIVE_INFINITY
        : Double.parseDouble(number.replace("_", ""));
  }

  private static Object abs(Evaluator evaluator, Object value, Arguments arguments) {
    Filters.bind("abs", arguments, 0);
    requireNumber("abs", value);
    return value instanceof Double d ? (Object) Math.abs(d) : Numbers.of(Numbers.big(value).abs());
  }

  private static Object round(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("round", arguments, 0, "precision", "method");
    requireNumber("round", value);
    long digits = bound.integer(0, 0);
    if (Math.abs(digits) > FormatSpec.MOST_DIGITS) {
      throw new Fault(
          "filter 'round': found precision "
              + digits
              + ", wanted at most "
              + FormatSpec.MOST_DIGITS);
    }
    return switch (bound.text(1, "common")) {
      case "common" -> Numbers.round(value, (int) digits);
      case "ceil" -> towards(RoundingMode.CEILING, value, digits);
      case "floor" -> towards(RoundingMode.FLOOR, value, digits);
      default ->
          throw new Fault("filter 'round': found another method, wanted common, ceil or floor");
    };
  }

  private static Object towards(RoundingMode mode, Object value, long digits) {
    Object scale = Numbers.power(10L, digits);
    Object scaled = Numbers.multiply(value, scale);
    if (scaled instanceof Double d) {
      if (!Double.isFinite(d)) {
        throw new Fault("filter 'round': found " + Printer.real(d) + ", wanted a finite number");
      }
      BigDecimal whole = Numbers.exact(d).setScale(0, mode);
      return Numbers.divide(Numbers.of(whole.toBigInteger()), scale);
    }
    return Numbers.divide(scaled, scale);
  }

  private static void requireNumber(String filter, Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.fault();
    }
    if (!Numbers.isNumber(value)) {
      throw Fault.found("filter '" + filter + "'", value, "a number");
    }
  }

  private static Object sum(Evaluator evaluator, Object value, Arguments arguments) {
    Arguments.Bound bound = Filters.bind("sum", arguments, 0, "attribute", "start");
    AttributePath path = AttributePath.of(bound, 0, evaluator.budget());
    Object sum = bound.get(1, 0L);
    if (Python.isText(sum)) {
      throw bound.wrong(1, sum, "a number or list");
    }
    for (Iterator<Object> items = Python.iterate(value); items.hasNext(); ) {
      sum = Operator.ADD.apply(sum, path.apply(items.next()), evaluator.budget());
    }
    return sum;
  }
}
