package io.kvasir.model.weights;

import java.nio.file.Path;

/** A model file that cannot be used. The message is one line: {@code file: what, found, wanted}. */
public class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 100; // characters of a name or value taken from a file

  /**
   * States what is wrong.
   *
   * @param message one line that begins with the file's name
   */
  public ModelFormatException(String message) {
    super(message);
  }

  /**
   * States what is wrong and why.
   *
   * @param message one line that begins with the file's name
   * @param cause what was thrown below
   */
  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * States what is wrong with a file.
   *
   * @param file the file, shown as the user wrote it
   * @param what what was found and what was wanted
   * @return the exception, to be thrown
   */
  public static ModelFormatException in(Path file, String what) {
    return new ModelFormatException(printable(file) + ": " + what);
  }

  /**
   * States what is wrong with a file and why.
   *
   * @param file the file, shown as the user wrote it
   * @param what what was found and what was wanted
   * @param cause what was thrown below
   * @return the exception, to be thrown
   */
  public static ModelFormatException in(Path file, String what, Throwable cause) {
    return new ModelFormatException(printable(file) + ": " + what, cause);
  }

  /**
   * A path that can stand in a message of one line.
   *
   * @param file any path
   * @return its text without control characters
   */
  public static String printable(Path file) {
    return escape(file.toString());
  }

  /**
   * Text of a file that can stand in a message of one line: control characters are escaped, long
   * text is cut.
   *
   * @param text any text
   * @return at most about a hundred characters
   */
  public static String printable(String text) {
    if (text.length() <= LONGEST) {
      return escape(text);
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return escape(text.substring(0, end)) + "...";
  }

  private static String escape(String text) {
    int plain = 0;
    while (plain < text.length() && text.charAt(plain) >= ' ' && text.charAt(plain) <= '~') {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone = Character.isSurrogate(c) && !inPair(text, i);
      int type = Character.getType(c);
      boolean hidden =
          type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      if (lone || hidden) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean inPair(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
