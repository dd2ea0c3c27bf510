package io.kvasir.cli;

import java.lang.Character.UnicodeScript;
import java.util.Locale;

/** Lines of the view for a terminal, in colour or plain, and columns of any script. */
final class ExplainLines {
  static final String NEW_TOKEN = "1;32"; // colours of a terminal
  static final String LARGE = "1;36";
  private static final String NORMAL = "\u001b[0m";
  private static final int WIDTH = 100; // of a line that is broken
  private static final char LEFT_TO_RIGHT = '\u200e'; // a mark without width

  private final Output out;
  private final boolean colour;
  private boolean any;

  ExplainLines(Streams streams) {
    this.out = streams.out();
    this.colour = streams.colour();
  }

  boolean colour() {
    return colour;
  }

  void title(String text) {
    if (any) {
      out.print("\n");
    }
    line("%s", paint("1", text));
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
  void line(String format, Object... values) {
    any = true;
    out.print(String.format(Locale.ROOT, format, values).stripTrailing() + "\n");
  }

  /** Cells one after the other, in lines that are not too long. */
  void cells(Iterable<String> cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      if (!line.isEmpty() && columns(line) + columns(cell) > WIDTH) {
        line("%s", line);
        line.setLength(0);
      }
      line.append(cell).append("  ");
    }
    line("%s", line);
  }

  String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + NORMAL : text;
  }

  /** Text in one column of a table: cut or filled up to so many places on the screen. */
  static String column(String text, int places) {
    StringBuilder cell = new StringBuilder(text);
    if (columns(text) > places) {
      cell.setLength(0);
      int[] points = text.codePoints().toArray();
      for (int i = 0, used = 0; used + columns(points[i]) < places; i++) {
        used += columns(points[i]);
        cell.appendCodePoint(points[i]);
      }
      cell.append('…');
    }
    cell.append(" ".repeat(places - columns(cell)));
    return upright(cell.toString());
  }

  /** Keeps the numbers behind a right-to-left word behind it. */
  static String upright(String text) {
    boolean rightToLeft = text.codePoints().anyMatch(ExplainLines::isRightToLeft);
    return rightToLeft ? text + LEFT_TO_RIGHT : text;
  }

  private static boolean isRightToLeft(int point) {
    byte direction = Character.getDirectionality(point);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  /** Places that a text takes on the screen; colours take none. */
  static int columns(CharSequence text) {
    String seen = text.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    return seen.codePoints().map(ExplainLines::columns).sum();
  }

  private static int columns(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  /** Han, kana and hangul, their punctuation and full-width forms, and most emoji. */
  private static boolean isWide(int point) {
    if ((point >= 0x3000 && point <= 0x303e)
        || (point >= 0xff01 && point <= 0xff60)
        || (point >= 0x1f300 && point <= 0x1faff)) {
      return true;
    }
    return switch (UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }
}
