package io.kvasir.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Runs the usual commands once, silently, so that the virtual machine can note down which classes
 * they need. The launcher makes an archive of those, and another one for help and version, which
 * need less of the virtual machine.
 */
final class Rehearsal {

  private Rehearsal() {}

  /** Without an argument: all of them; with one: help and version alone. */
  public static void main(String[] args) {
    run("--help");
    run("--version");
    run("generate", "--help");
    run("weights", "inspect", "--help");
    if (args.length == 0) {
      commands();
    }
    System.exit(0);
  }

  private static void commands() {
    run("no-such-command");
    run("generate", "-n", "60", "--ignore-eos", "Once upon a time");
    run("generate", "-n", "2", "--temp", "0", "--json", "Once upon a time");
    run("tokenize", "Once upon a time");
    run("bench", "-p", "128", "-n", "64", "-r", "1", "--warm-up", "2");
  }

  private static void run(String... arguments) {
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            new Output(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Set.of(),
            Map.of());
    Main.run(streams, arguments);
  }
}
