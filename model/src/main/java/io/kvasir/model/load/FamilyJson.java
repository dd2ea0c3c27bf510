package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON (RFC 8259) of a family into maps, lists, texts, numbers and truth values. It is
 * not left to a library because loading the classes of one takes longer than all the rest of
 * opening a GGUF file, which needs no other JSON.
 */
final class FamilyJson {
  private static final int DEEPEST = 100;

  private final String file;
  private final String text;
  private int at;

  private FamilyJson(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads an object.
   *
   * @param file the file's name, for messages
   * @param bytes the whole file, UTF-8
   * @return its members in order; numbers are Long or Double
   * @throws ModelFormatException that names line and column of what is wrong
   */
  static Map<String, @Nullable Object> object(String file, byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(file + ": not UTF-8, wanted a JSON object", e);
    }
    FamilyJson json = new FamilyJson(file, text);
    if (json.peek() != '{') {
      throw json.wrong("an object");
    }
    Map<String, @Nullable Object> result = json.members(0);
    if (json.peek() != 0) {
      throw json.wrong("the end of the file");
    }
    return result;
  }

  /** What a reader of JSON has made is no other map. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> asObject(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  private ModelFormatException wrong(String wanted) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        begin = i + 1;
      }
    }
    String found =
        at >= text.length()
            ? "the end of the file"
            : "'" + ModelFormatException.printable(text.substring(at, at + 1)) + "'";
    return new ModelFormatException(
        file
            + ": not valid JSON: line "
            + line
            + ", column "
            + (at - begin + 1)
            + ": found "
            + found
            + ", wanted "
            + wanted);
  }

  /** The next character that is no space, 0 at the end. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private @Nullable Object value(int depth) {
    if (depth > DEEPEST) {
      throw wrong("at most " + DEEPEST + " levels");
    }
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private Map<String, @Nullable Object> members(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    expect('{');
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      int begin = at;
      if (peek() != '"') {
        throw wrong("a key in quotes");
      }
      String key = string();
      if (members.containsKey(key)) {
        at = begin;
        throw wrong("each key once, not '" + ModelFormatException.printable(key) + "' again");
      }
      expect(':');
      members.put(key, value(depth + 1));
      if (peek() == ',') {
        at++;
      } else {
        expect('}');
        return members;
      }
    }
  }

  private List<@Nullable Object> elements(int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    expect('[');
    if (peek() == ']') {
      at++;
      return elements;
    }
    while (true) {
      elements.add(value(depth + 1));
      if (peek() == ',') {
        at++;
      } else {
        expect(']');
        return elements;
      }
    }
  }

  private String string() {
    StringBuilder result = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) >= ' ') {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return result.toString();
      }
      result.append(c == '\\' ? escaped() : c);
      at++;
    }
    throw wrong("the end of a text in quotes");
  }

  /** The character of an escape; stops at the escape's last character. */
  private char escaped() {
    at++;
    char c = at < text.length() ? text.charAt(at) : 0;
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0 && c != 0) {
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c == 'u' && at + 4 < text.length()) {
      int code = 0;
      boolean hexadecimal = true;
      for (int i = 1; i <= 4; i++) {
        int digit = Character.digit(text.charAt(at + i), 16);
        hexadecimal &= digit >= 0;
        code = code * 16 + digit;
      }
      if (hexadecimal) {
        at += 4;
        return (char) code;
      }
    }
    throw wrong("an escape");
  }

  private Object number() {
    int begin = at;
    boolean whole = true;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      whole &= ".eE".indexOf(text.charAt(at)) < 0;
      at++;
    }
    String number = text.substring(begin, at);
    try {
      if (number.startsWith("+")) {
        throw new NumberFormatException(number);
      }
      if (whole) {
        return Long.valueOf(number);
      }
      double value = Double.parseDouble(number);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too large.
    }
    at = begin;
    throw wrong("a value");
  }
}
