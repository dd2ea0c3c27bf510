package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Token.Kind;
import java.math.BigInteger;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Reads one name, number, text or operator inside of a tag. */
final class TokenReader {
  /** Longer ones first. */
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",", ";");

  private final String name;
  private final String source;
  private final int begin;
  private final int line;

  TokenReader(String name, String source, int begin, int line) {
    this.name = name;
    this.source = source;
    this.begin = begin;
    this.line = line;
  }

  /** Adds the token and gives the place after it. */
  int readInto(List<Token> tokens, Deque<String> open) {
    char c = source.charAt(begin);
    if (isDigit(begin)) {
      return number(tokens);
    }
    if (c == '"' || c == '\'') {
      return text(c, tokens);
    }
    int end = begin;
    while (end < source.length() && isNamePart(source.codePointAt(end), end == begin)) {
      end += Character.charCount(source.codePointAt(end));
    }
    if (end > begin) {
      tokens.add(new Token(Kind.NAME, source.substring(begin, end), None.NONE, line));
      return end;
    }
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, begin)) {
        balance(operator, open);
        tokens.add(new Token(Kind.OPERATOR, operator, None.NONE, line));
        return begin + operator.length();
      }
    }
    throw fail(
        "found character '"
            + Character.toString(source.codePointAt(begin))
            + "', wanted an expression");
  }

  private static boolean isNamePart(int c, boolean first) {
    return c == '_' || (first ? Character.isUnicodeIdentifierStart(c) : isLaterNamePart(c));
  }

  private static boolean isLaterNamePart(int c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  private void balance(String operator, Deque<String> open) {
    int kind = "([{".indexOf(operator);
    if (kind >= 0) {
      open.push(")]}".substring(kind, kind + 1));
    } else if (")]}".contains(operator)) {
      if (open.isEmpty() || !open.peek().equals(operator)) {
        throw fail(
            "found '"
                + operator
                + "', wanted "
                + (open.isEmpty() ? "none" : "'" + open.peek() + "'"));
      }
      open.pop();
    }
  }

  private boolean isDigit(int place) {
    return place < source.length() && source.charAt(place) >= '0' && source.charAt(place) <= '9';
  }

  private boolean is(int place, String set) {
    return place < source.length() && set.indexOf(source.charAt(place)) >= 0;
  }

  /** The place after digits, with single underscores between them. */
  private int digits(int place, String set) {
    int end = place;
    while (is(end, set) || (end > place && is(end, "_") && is(end + 1, set))) {
      end++;
    }
    return end;
  }

  private int number(List<Token> tokens) {
    String decimal = "0123456789";
    int whole = digits(begin, decimal);
    boolean afterDot = begin > 0 && source.charAt(begin - 1) == '.';
    int fraction = is(whole, ".") && isDigit(whole + 1) ? digits(whole + 1, decimal) : whole;
    int exponent = exponent(fraction);
    if (!afterDot && exponent > whole) {
      String text = source.substring(begin, exponent);
      tokens.add(new Token(Kind.NUMBER, text, Double.parseDouble(text.replace("_", "")), line));
      return exponent;
    }
    String prefix =
        source.substring(begin, Math.min(begin + 2, source.length())).toLowerCase(Locale.ROOT);
    int end =
        switch (prefix) {
          case "0b" -> integer(tokens, 2, "01");
          case "0o" -> integer(tokens, 8, "01234567");
          case "0x" -> integer(tokens, 16, "0123456789abcdefABCDEF");
          default -> -1;
        };
    if (end < 0) {
      end = source.charAt(begin) == '0' ? digits(begin, "0") : whole;
      addInteger(tokens, source.substring(begin, end), 10);
    }
    return end;
  }

  private int exponent(int place) {
    if (!is(place, "eE")) {
      return place;
    }
    int digits = place + (is(place + 1, "+-") ? 2 : 1);
    return isDigit(digits) ? digits(digits, "0123456789") : place;
  }

  private int integer(List<Token> tokens, int base, String set) {
    int first = begin + (is(begin + 2, "_") ? 3 : 2);
    int end = digits(first, set);
    if (end == first) {
      return -1;
    }
    addInteger(tokens, source.substring(first, end), base);
    return end;
  }

  private void addInteger(List<Token> tokens, String digits, int base) {
    if (digits.length() > 1000) {
      throw fail("found a number of " + digits.length() + " digits, wanted at most 1000");
    }
    Object value = Numbers.of(new BigInteger(digits.replace("_", ""), base));
    tokens.add(new Token(Kind.NUMBER, digits, value, line));
  }

  private int text(char quote, List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = begin + 1; i < source.length(); ) {
      char c = source.charAt(i);
      if (c == quote) {
        tokens.add(new Token(Kind.TEXT, text.toString(), None.NONE, line));
        return i + 1;
      }
      i = c == '\\' ? escape(i + 1, text) : i + 1;
      if (c != '\\') {
        text.append(c);
      }
    }
    throw fail("found a text without end, wanted " + quote);
  }

  /** Python's escapes; the backslash of an unknown one stays. */
  private int escape(int place, StringBuilder text) {
    char c = place < source.length() ? source.charAt(place) : 0;
    int letter = "abfnrtv\\'\"".indexOf(c);
    if (letter >= 0) {
      text.append("\u0007\b\f\n\r\t\u000b\\'\"".charAt(letter));
      return place + 1;
    }
    return switch (c) {
      case 0 -> place;
      case '\n' -> place + 1;
      case 'x' -> codePoint(place + 1, 2, text);
      case 'u' -> codePoint(place + 1, 4, text);
      case 'U' -> codePoint(place + 1, 8, text);
      case 'N' -> throw fail("a character by name (\\N) is not supported");
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(place, text);
      default -> {
        text.append('\\');
        yield place;
      }
    };
  }

  private int codePoint(int place, int digits, StringBuilder text) {
    int value = 0;
    for (int i = place; i < place + digits; i++) {
      int digit = i < source.length() ? Character.digit(source.charAt(i), 16) : -1;
      if (digit < 0 || source.charAt(i) > 0x7f || value > Character.MAX_CODE_POINT) {
        throw fail(
            "found an escape in a text, wanted "
                + digits
                + " hexadecimal digits of a character in it");
      }
      value = value * 16 + digit;
    }
    if (value < 0 || value > Character.MAX_CODE_POINT) {
      throw fail("found an escape beyond the last character, wanted at most 10ffff");
    }
    text.appendCodePoint(value);
    return place + digits;
  }

  private int octal(int place, StringBuilder text) {
    int end = place;
    int value = 0;
    while (end < place + 3 && is(end, "01234567")) {
      value = value * 8 + source.charAt(end++) - '0';
    }
    text.append((char) value);
    return end;
  }

  private TemplateException fail(String message) {
    return TemplateException.at(name, line, message);
  }
}
