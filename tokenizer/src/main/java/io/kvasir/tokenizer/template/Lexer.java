package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a template into tokens, with the white space rules {@code trim_blocks} (a line end after a
 * tag goes) and {@code lstrip_blocks} (so do spaces between the begin of a line and a tag), as
 * transformers sets them.
 */
final class Lexer {
  private final String name;
  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean lineStart = true;

  private Lexer(String name, String source) {
    this.name = name;
    String unified = source.replace("\r\n", "\n").replace('\r', '\n');
    this.source = unified.endsWith("\n") ? unified.substring(0, unified.length() - 1) : unified;
  }

  static List<Token> tokens(String name, String source) {
    Lexer lexer = new Lexer(name, source);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < source.length()) {
      int tag = nextTag();
      int afterRaw = tag < source.length() ? endOfTag(tag, "raw") : -1;
      char kind = tag < source.length() ? source.charAt(tag + 1) : 0;
      char sign = tag < source.length() ? signAt(tag + 2) : '+';
      data(at, tag, sign, kind != '{');
      int inside = Math.min(tag + (sign == 0 ? 2 : 3), source.length());
      moveTo(tag);
      if (afterRaw >= 0) {
        moveTo(afterRaw);
        raw();
      } else if (kind == '#') {
        moveTo(inside);
        comment();
      } else if (kind != 0) {
        add(kind == '{' ? Kind.PRINT_BEGIN : Kind.TAG_BEGIN, source.substring(tag, tag + 2));
        moveTo(inside);
        code(kind == '%');
      }
    }
    add(Kind.END, "");
  }

  private int nextTag() {
    for (int i = source.indexOf('{', at); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return source.length();
  }

  private char signAt(int place) {
    char c = place < source.length() ? source.charAt(place) : 0;
    return c == '-' || c == '+' ? c : 0;
  }

  /**
   * Text from {@code from} up to a tag with {@code sign}; {@code strippable} if spaces before the
   * tag may go.
   */
  private void data(int from, int to, char sign, boolean strippable) {
    String text = source.substring(from, to);
    if (sign == '-') {
      text = Text.strip(text, false, true, Text::isSpace);
    } else if (sign == 0 && strippable) {
      int begin = text.lastIndexOf('\n') + 1;
      boolean onlySpaces = text.substring(begin).codePoints().allMatch(Text::isSpace);
      if (onlySpaces && (begin > 0 || lineStart)) {
        text = text.substring(0, begin);
      }
    }
    if (!text.isEmpty()) {
      add(Kind.DATA, text);
    }
  }

  /** Counts the lines on the way. */
  private void moveTo(int place) {
    for (int i = at; i < place; i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
    if (place > at) {
      lineStart = source.charAt(place - 1) == '\n';
    }
    at = place;
  }

  /** The place after a tag like {@code {%- raw %}} that begins at {@code place}, or -1. */
  private int endOfTag(int place, String word) {
    if (!source.startsWith("{%", place)) {
      return -1;
    }
    int begin = skipSpaces(place + (signAt(place + 2) == 0 ? 2 : 3));
    if (!source.startsWith(word, begin)) {
      return -1;
    }
    int end = skipSpaces(begin + word.length());
    boolean isEnd = word.equals("endraw");
    if (source.startsWith("-%}", end)) {
      return skipSpaces(end + 3);
    }
    if (isEnd && source.startsWith("+%}", end)) {
      return end + 3;
    }
    boolean lineEnd = isEnd && source.startsWith("%}\n", end);
    return source.startsWith("%}", end) ? end + (lineEnd ? 3 : 2) : -1;
  }

  private int skipSpaces(int place) {
    int end = place;
    while (end < source.length() && Text.isSpace(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private void raw() {
    for (int i = source.indexOf("{%", at); i >= 0; i = source.indexOf("{%", i + 2)) {
      int end = endOfTag(i, "endraw");
      if (end >= 0) {
        data(at, i, signAt(i + 2), true);
        moveTo(end);
        return;
      }
    }
    throw fail("found no 'endraw', wanted one after 'raw'");
  }

  private void comment() {
    int end = source.indexOf("#}", at);
    if (end < 0) {
      throw fail("found no '#}', wanted one after '{#'");
    }
    char sign = end > at ? signAt(end - 1) : 0;
    moveTo(afterEnd(end + 2, sign));
  }

  private int afterEnd(int place, char sign) {
    if (sign == '-') {
      return skipSpaces(place);
    }
    return sign == 0 && source.startsWith("\n", place) ? place + 1 : place;
  }

  private void code(boolean tag) {
    Deque<String> open = new ArrayDeque<>();
    String close = tag ? "%}" : "}}";
    while (at < source.length()) {
      if (open.isEmpty() && atEnd(tag, close)) {
        char sign = source.startsWith(close, at) ? 0 : source.charAt(at);
        int end = at + close.length() + (sign == 0 ? 0 : 1);
        add(tag ? Kind.TAG_END : Kind.PRINT_END, close);
        moveTo(tag || sign == '-' ? afterEnd(end, sign) : end);
        return;
      }
      int end = skipSpaces(at);
      moveTo(end > at ? end : new TokenReader(name, source, at, line).readInto(tokens, open));
    }
  }

  private boolean atEnd(boolean tag, String close) {
    return source.startsWith(close, at)
        || source.startsWith("-" + close, at)
        || (tag && source.startsWith("+" + close, at));
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, None.NONE, line));
  }

  private TemplateException fail(String message) {
    return TemplateException.at(name, line, message);
  }
}
