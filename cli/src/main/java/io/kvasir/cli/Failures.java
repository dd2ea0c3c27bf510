package io.kvasir.cli;

import io.kvasir.model.state.NotEnoughMemoryException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;

/** One line for each way in which a command can fail. */
final class Failures {

  static final int DONE = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  private static final int LONGEST_LINE = 600;
  private static final String MORE_HEAP = "; KVASIR_JAVA_OPTS=-Xmx8g, say, gives more";

  private Failures() {}

  /** Prints the line, with KVASIR_DEBUG=1 also the stack trace, and gives the exit code. */
  static int report(Streams streams, Throwable thrown) {
    Throwable cause = cause(thrown);
    IOException output = streams.out().failure();
    if (output != null && Output.readerIsGone(output)) {
      return DONE;
    }
    String line = cause.equals(output) ? "standard output: " + cause.getMessage() : describe(cause);
    streams.err().println("kvasir: " + oneLine(line));
    if (streams.debug()) {
      thrown.printStackTrace(streams.err());
    }
    return cause instanceof UsageException ? USAGE : FAILURE;
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof UncheckedIOException && cause != null ? cause : thrown;
  }

  private static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    return switch (thrown) {
      case NoSuchFileException e -> e.getFile() + ": no such file";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case CharacterCodingException e -> "not UTF-8: " + message;
      case FileSystemException e -> e.getFile() + ": " + e.getReason();
      case FileNotFoundException e -> String.valueOf(message);
      case IOException e -> message == null ? e.toString() : message;
      case CancellationException e -> String.valueOf(message);
      case OutOfMemoryError e ->
          "out of memory ("
              + message
              + "), the heap holds at most "
              + Runtime.getRuntime().maxMemory()
              + " bytes"
              + MORE_HEAP;
      case NotEnoughMemoryException e -> message + MORE_HEAP;
      default -> message != null && isMeantForUsers(thrown) ? message : "internal error: " + thrown;
    };
  }

  /**
   * Exceptions of this project state what was found and wanted; others are bugs and show their
   * type.
   */
  private static boolean isMeantForUsers(Throwable thrown) {
    return thrown instanceof IllegalArgumentException
        || thrown.getClass().getPackageName().startsWith("io.kvasir.");
  }

  /** Hostile names may hold anything: control characters become visible and the rest is cut. */
  static String oneLine(String text) {
    return text.length() <= LONGEST_LINE
        ? visible(text)
        : visible(text.substring(0, LONGEST_LINE)) + "...";
  }

  /** The text with escapes in place of its control characters and line ends. */
  static String visible(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
            line.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\u%04x".formatted(c));
          } else {
            line.appendCodePoint(c);
          }
        });
    return line.toString();
  }
}
