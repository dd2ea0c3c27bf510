package io.kvasir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One lesson, as its text file states it. The first line is the title; a line that begins with
 * {@code ?} asks, {@code =} names a measure of {@link Measures}, {@code $} is a command to run, and
 * {@code >} a command that is only named. Everything else is said as it stands.
 *
 * @param number from 1
 * @param title in a few words
 * @param parts in their order
 */
record Lesson(int number, String title, List<Part> parts) {
  /** How many there are. */
  static final int COUNT = 12;

  /** What a line is. */
  enum Kind {
    TEXT,
    QUESTION,
    MEASURE,
    COMMAND,
    HINT
  }

  /**
   * A line.
   *
   * @param text without its mark
   */
  record Part(Kind kind, String text) {}

  /** Reads one; the number is known to be right. */
  static Lesson read(int number) {
    String name = String.format(Locale.ROOT, "lesson/%02d.txt", number);
    try (InputStream in = Lesson.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": no such lesson");
      }
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
      List<Part> parts = new ArrayList<>();
      lines.subList(1, lines.size()).forEach(line -> parts.add(part(line)));
      return new Lesson(number, lines.getFirst(), List.copyOf(parts));
    } catch (IOException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  private static Part part(String line) {
    String text = line.length() > 1 ? line.substring(2) : "";
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '?' -> new Part(Kind.QUESTION, text);
      case '=' -> new Part(Kind.MEASURE, text);
      case '$' -> new Part(Kind.COMMAND, text);
      case '>' -> new Part(Kind.HINT, text);
      default -> new Part(Kind.TEXT, line);
    };
  }
}
