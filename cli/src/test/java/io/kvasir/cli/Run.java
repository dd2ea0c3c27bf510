package io.kvasir.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** One run of the program inside of the test's process. */
final class Run {

  /** A Llama of two layers with random weights; what it says is noise, always the same. */
  static final String TINY = Path.of("src/test/resources/io/kvasir/cli/tiny-llama").toString();

  /**
   * What a run left behind.
   *
   * @param exit exit code
   * @param out standard output
   * @param err standard error
   */
  record Result(int exit, String out, String err) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private InputStream in = InputStream.nullInputStream();
  private Set<String> terminals = Set.of();
  private Map<String, String> environment = Map.of();

  static Result of(String... arguments) {
    return new Run().with(arguments);
  }

  Run input(String text) {
    return input(text.getBytes(StandardCharsets.UTF_8));
  }

  Run input(byte[] bytes) {
    in = new ByteArrayInputStream(bytes);
    return this;
  }

  Run terminals(String... names) {
    terminals = Set.of(names);
    return this;
  }

  Run environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  Result with(String... arguments) {
    Streams streams =
        new Streams(
            in,
            new Output(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminals,
            environment);
    int exit = KvasirCommand.run(streams, Interruption.never(), arguments);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
