package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.TokenizerFormatException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON (RFC 8259) from a byte array, value by value. A tokenizer.json is half a million short
 * texts: this reads them into one buffer, with loops so small that the virtual machine compiles
 * them at once. A general parser spends most of a first, cold reading before it has been compiled.
 */
final class JsonReader {
  private static final int MAX_DEPTH = 100;

  /** No number that a tokenizer needs is longer. */
  private static final int LONGEST_NUMBER = 400;

  private final String file;
  private final byte[] in;
  private int at;
  private int depth;

  /** Whether a bracket has just been opened. */
  private boolean first;

  private char[] text = new char[256];
  private int length;

  JsonReader(String file, byte[] in) {
    this.file = file;
    this.in = in;
    boolean mark = in.length > 2 && in[0] == (byte) 0xEF && in[1] == (byte) 0xBB;
    at = mark && in[2] == (byte) 0xBF ? 3 : 0;
  }

  /** The byte that the next value or bracket begins with; it stays unread. */
  int peek() {
    int b = skipSpace();
    if (b < 0) {
      throw malformed("the text ends too soon");
    }
    return b;
  }

  /** The next byte that is no white space, or -1; it stays unread. */
  private int skipSpace() {
    while (at < in.length) {
      int b = in[at] & 0xFF;
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        return b;
      }
      at++;
    }
    return -1;
  }

  /** Where the next value or bracket begins. */
  int position() {
    peek();
    return at;
  }

  /** Another reader, which stands at a value that this one has read. */
  JsonReader at(int position) {
    JsonReader other = new JsonReader(file, in);
    other.at = position;
    return other;
  }

  /** Nothing but white space may follow. */
  void end() {
    if (skipSpace() >= 0) {
      throw malformed("wanted the end");
    }
  }

  /** Reads an opening bracket. */
  void open(char bracket) {
    expect(bracket);
    if (++depth > MAX_DEPTH) {
      throw malformed("nesting is deeper than " + MAX_DEPTH);
    }
    first = true;
  }

  /** Whether another entry stands before the closing bracket, which is read if it comes next. */
  boolean more(char close) {
    int b = peek();
    if (b == close) {
      at++;
      depth--;
      first = false;
      return false;
    }
    if (!first) {
      expect(',');
    }
    first = false;
    return true;
  }

  /** Reads an entry's name, and the colon behind it. */
  void name() {
    string();
    expect(':');
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw malformed("wanted " + wanted);
    }
    at++;
  }

  /** Reads a text, which {@link #chars} holds until the next one is read. */
  void string() {
    expect('"');
    length = 0;
    while (true) {
      if (at == in.length) {
        throw malformed("a text has no end");
      }
      int b = in[at++];
      if (b == '"') {
        return;
      }
      if (length + 2 > text.length) {
        text = Arrays.copyOf(text, text.length * 2);
      }
      if (b >= ' ' && b != '\\') {
        text[length++] = (char) b;
      } else if (b < 0) {
        codePoint(b & 0xFF);
      } else if (b == '\\') {
        escape();
      } else {
        throw malformedBefore("a control character in a text");
      }
    }
  }

  /** The rest of a UTF-8 sequence. */
  private void codePoint(int lead) {
    int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    int code = lead & (0x3F >> more);
    for (int i = 0; i < more; i++) {
      int b = at < in.length ? in[at++] & 0xFF : 0;
      code = (b & 0xC0) == 0x80 ? (code << 6) | (b & 0x3F) : -1 >>> 1;
    }
    int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    if (lead < 0xC2 || code < least || code > Character.MAX_CODE_POINT || surrogate) {
      throw malformedBefore("no UTF-8");
    }
    length += Character.toChars(code, text, length);
  }

  private void escape() {
    int b = at < in.length ? in[at++] : 0;
    char c =
        switch (b) {
          case '"', '\\', '/' -> (char) b;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> hex();
          default -> throw malformedBefore("no escape");
        };
    text[length++] = c;
    if (Character.isHighSurrogate(c)) {
      boolean pair = at + 1 < in.length && in[at] == '\\' && in[at + 1] == 'u';
      at += 2;
      char low = pair ? hex() : 0;
      if (!Character.isLowSurrogate(low)) {
        throw malformedBefore("half a surrogate pair");
      }
      text[length++] = low;
    } else if (Character.isLowSurrogate(c)) {
      throw malformedBefore("half a surrogate pair");
    }
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < in.length ? Character.digit(in[at++], 16) : -1;
      if (digit < 0) {
        throw malformedBefore("no hexadecimal digit");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  /** The text that was read last; it begins at 0. */
  char[] chars() {
    return text;
  }

  /** The number of its chars. */
  int length() {
    return length;
  }

  String text() {
    return new String(text, 0, length);
  }

  /**
   * Reads a whole number of at most nine digits; if something else stands there, -1 and nothing.
   */
  int natural() {
    peek();
    int start = at;
    int value = 0;
    while (at < in.length && at - start < 9 && in[at] >= '0' && in[at] <= '9') {
      value = value * 10 + in[at++] - '0';
    }
    if (at == start || (at < in.length && isNumeric(in[at]))) {
      at = start;
      return -1;
    }
    return value;
  }

  private static boolean isNumeric(int b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  /** Reads a number as the smallest of Integer, Long, BigInteger, or as Double. */
  Number number() {
    peek();
    int start = at;
    while (at < in.length && isNumeric(in[at])) {
      at++;
    }
    if (at - start > LONGEST_NUMBER) {
      throw malformed("a number of more than " + LONGEST_NUMBER + " digits");
    }
    String digits = new String(in, start, at - start, StandardCharsets.ISO_8859_1);
    try {
      if (digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
        return Double.valueOf(digits);
      }
      BigInteger whole = new BigInteger(digits);
      return whole.bitLength() < 32
          ? (Number) whole.intValue()
          : whole.bitLength() < 64 ? (Number) whole.longValue() : whole;
    } catch (NumberFormatException e) {
      throw malformedBefore("no value");
    }
  }

  /** Reads true, false or null: the word that is given. */
  void word(String word) {
    peek();
    for (int i = 0; i < word.length(); i++) {
      if (at == in.length || in[at++] != word.charAt(i)) {
        throw malformedBefore("no value");
      }
    }
  }

  private TokenizerFormatException malformedBefore(String what) {
    at = Math.max(0, at - 1);
    return malformed(what);
  }

  private TokenizerFormatException malformed(String what) {
    return new TokenizerFormatException(file + ": malformed JSON at byte " + at + ": " + what);
  }
}
