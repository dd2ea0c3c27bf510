package io.kvasir.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * What a command may read and print to.
 *
 * @param terminals which of {@code in}, {@code out} and {@code err} are terminals, as the launcher
 *     saw it
 * @param environment the environment variables
 */
record Streams(
    InputStream in,
    Output out,
    PrintStream err,
    Set<String> terminals,
    Map<String, String> environment) {

  /** The streams of this process. */
  static Streams ofProcess() {
    PrintStream err = standardError();
    System.setErr(err);
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new Output(new FileOutputStream(FileDescriptor.out)),
        err,
        Set.of(System.getProperty("kvasir.terminal", "").split(",", 0)),
        System.getenv());
  }

  boolean inputIsTerminal() {
    return terminals.contains("in");
  }

  boolean outputIsTerminal() {
    return terminals.contains("out");
  }

  boolean errorIsTerminal() {
    return terminals.contains("err");
  }

  /**
   * Colour is for people: on a terminal that can show it, unless NO_COLOR says no (no-color.org).
   */
  boolean colour() {
    return outputIsTerminal()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /**
   * Says what is going on, on a terminal alone: the next such line covers this one, and an empty
   * one takes it away.
   */
  void status(String line) {
    if (errorIsTerminal()) {
      err.print("\r\u001b[K" + line);
      err.flush();
    }
  }

  boolean debug() {
    return environment.getOrDefault("KVASIR_DEBUG", "0").equals("1");
  }

  /**
   * The launcher hands the real standard error over as another descriptor, because it filters the
   * virtual machine's own words on descriptor 2. Java opens a descriptor by number only through
   * this constructor; where that fails, the filtered one serves as well.
   */
  private static PrintStream standardError() {
    FileDescriptor descriptor = FileDescriptor.err;
    Integer number = Integer.getInteger("kvasir.stderr");
    if (number != null) {
      try {
        Constructor<FileDescriptor> open = FileDescriptor.class.getDeclaredConstructor(int.class);
        open.setAccessible(true);
        descriptor = open.newInstance(number);
      } catch (ReflectiveOperationException | RuntimeException e) {
        descriptor = FileDescriptor.err;
      }
    }
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
