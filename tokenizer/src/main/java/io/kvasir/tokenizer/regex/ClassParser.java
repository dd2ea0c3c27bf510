package io.kvasir.tokenizer.regex;

import io.kvasir.tokenizer.regex.CharSet.AnyCase;
import io.kvasir.tokenizer.regex.CharSet.Both;
import io.kvasir.tokenizer.regex.CharSet.Definition;
import io.kvasir.tokenizer.regex.CharSet.Folded;
import io.kvasir.tokenizer.regex.CharSet.Not;
import io.kvasir.tokenizer.regex.CharSet.Range;
import io.kvasir.tokenizer.regex.CharSet.Union;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands for one code point: a literal, an escape or a bracket expression. */
final class ClassParser {
  private static final int MAX_DEPTH = 50;

  private final PatternText text;
  private final boolean ignoreCase;
  private int depth;

  ClassParser(PatternText text, boolean ignoreCase) {
    this.text = text;
    this.ignoreCase = ignoreCase;
  }

  /** A pattern that is one class and nothing else. */
  Definition parseWhole() {
    Definition found =
        switch (text.next()) {
          case '[' -> bracket();
          case '\\' -> escape();
          default -> throw text.error("this is no class");
        };
    if (!text.atEnd()) {
      throw text.error("something follows the class");
    }
    return found;
  }

  /** What follows '['. */
  Definition bracket() {
    Definition members = members();
    return ignoreCase && depth == 0 ? new AnyCase(members) : members;
  }

  private Definition members() {
    if (++depth > MAX_DEPTH) {
      throw text.error("classes are nested too deeply");
    }
    boolean negative = text.skip("^");
    @Nullable Definition left = null;
    List<Definition> parts = new ArrayList<>();
    boolean first = true;
    while (first || !text.looksAt("]")) {
      if (text.skip("&&")) {
        Definition right = new Union(List.copyOf(parts));
        left = left == null ? right : new Both(left, right);
        parts.clear();
      } else {
        parts.add(item());
      }
      first = false;
    }
    text.next();
    Definition last = new Union(List.copyOf(parts));
    Definition all = left == null ? last : new Both(left, last);
    depth--;
    return negative ? new Not(all) : all;
  }

  private Definition item() {
    if (text.looksAt("[:")) {
      Definition named = posix();
      if (named != null) {
        return named;
      }
    }
    if (text.skip("[")) {
      return members();
    }
    Definition from = one(text.next());
    int back = text.position();
    if (from instanceof Range(int low, int high) && low == high && text.skip("-")) {
      if (text.looksAt("]") || text.looksAt("[") || text.looksAt("&&")) {
        text.back(back);
        return from;
      }
      if (!(one(text.next()) instanceof Range(int end, int same)) || end != same || end < low) {
        throw text.error("this is no range");
      }
      return new Range(low, end);
    }
    return from;
  }

  private Definition one(int codePoint) {
    return codePoint == '\\' ? escape() : new Range(codePoint, codePoint);
  }

  /** [:name:], or null (and nothing read) if it is an ordinary class that begins with a colon. */
  private @Nullable Definition posix() {
    int back = text.position();
    text.skip("[:");
    boolean negative = text.skip("^");
    StringBuilder name = new StringBuilder();
    while (Character.isLetter(text.peek())) {
      name.appendCodePoint(text.next());
    }
    if (!text.skip(":]")) {
      text.back(back);
      return null;
    }
    Definition found = UnicodeProperties.findInBrackets(name.toString());
    if (found == null) {
      throw text.error("the class '" + name + "' is not known");
    }
    return negative ? new Not(found) : found;
  }

  /** A literal outside of brackets. */
  Definition literal(int codePoint) {
    return ignoreCase ? new Folded(CaseFolding.fold(codePoint)) : new Range(codePoint, codePoint);
  }

  /** What follows a backslash. */
  Definition escape() {
    int letter = text.next();
    return switch (letter) {
      case 'd' -> UnicodeProperties.DIGIT;
      case 'D' -> new Not(UnicodeProperties.DIGIT);
      case 's' -> UnicodeProperties.SPACE;
      case 'S' -> new Not(UnicodeProperties.SPACE);
      case 'w' -> UnicodeProperties.WORD;
      case 'W' -> new Not(UnicodeProperties.WORD);
      case 'h' -> UnicodeProperties.HEX;
      case 'H' -> new Not(UnicodeProperties.HEX);
      case 'p', 'P' -> property(letter == 'P');
      default -> {
        int codePoint = escapedCodePoint(letter);
        yield new Range(codePoint, codePoint);
      }
    };
  }

  private Definition property(boolean negative) {
    if (!text.skip("{")) {
      throw text.error("'{' is missing");
    }
    boolean inverse = negative ^ text.skip("^");
    String name = text.until('}');
    Definition found = UnicodeProperties.find(name);
    if (found == null) {
      throw text.error("the property '" + name + "' is not known");
    }
    return inverse ? new Not(found) : found;
  }

  private int escapedCodePoint(int letter) {
    return switch (letter) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      case 'a' -> 0x07;
      case 'e' -> 0x1B;
      case '0' -> octal();
      case 'x' -> text.skip("{") ? hex(text.until('}')) : hex(digits(2));
      case 'u' -> hex(digits(4));
      default -> {
        if (Character.isLetterOrDigit(letter) && letter < 128) {
          throw text.error("the escape '\\" + (char) letter + "' is not supported");
        }
        yield letter;
      }
    };
  }

  private int octal() {
    int value = 0;
    for (int i = 0; i < 2 && text.peek() >= '0' && text.peek() <= '7'; i++) {
      value = value * 8 + text.next() - '0';
    }
    return value;
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.appendCodePoint(text.next());
    }
    return digits.toString();
  }

  private int hex(String digits) {
    try {
      int value = Integer.parseInt(digits.trim(), 16);
      if (Character.isValidCodePoint(value)) {
        return value;
      }
    } catch (NumberFormatException malformed) {
      // told below, together with a number that is too large
    }
    throw text.error("'" + digits + "' is no code point");
  }
}
