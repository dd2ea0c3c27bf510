package io.kvasir.cli;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the library logs: one line on standard error per warning. Named as a service of the
 * platform.
 */
public final class Notices extends System.LoggerFinder {

  private static volatile PrintStream target = System.err;

  /** For the platform's service loader. */
  public Notices() {}

  static void to(PrintStream stream) {
    target = stream;
  }

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Notice(name);
  }

  private record Notice(String name) implements System.Logger {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.getSeverity() >= Level.WARNING.getSeverity() && level != Level.OFF;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String text,
        @Nullable Throwable thrown) {
      if (isLoggable(level)) {
        target.println(
            "kvasir: " + Failures.oneLine(thrown == null ? text + "" : text + ": " + thrown));
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... values) {
      if (isLoggable(level)) {
        // Without values it is no format: a file's name may hold braces and quotes.
        String text = String.valueOf(format);
        boolean plain = values == null || values.length == 0;
        log(level, bundle, plain ? text : MessageFormat.format(text, values), (Throwable) null);
      }
    }
  }
}
