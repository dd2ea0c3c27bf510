package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputTest {

  private static final class Failing extends OutputStream {
    private final String message;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(message);
    }
  }

  @Test
  void textArrivesWhenItIsPushedAndNotBefore() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    Output output = new Output(target);

    output.print("grüße 日本 👍");
    assertThat(target.size()).isZero();
    output.push();

    assertThat(target.toString(StandardCharsets.UTF_8)).isEqualTo("grüße 日本 👍");
  }

  @Test
  void textThatIsLongerThanTheBufferStaysInOrder() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    Output output = new Output(target);

    output.print("a");
    output.print("b".repeat(100_000));
    output.print("c".repeat(8_000));
    output.print("d".repeat(8_000));
    output.push();

    assertThat(target.toString(StandardCharsets.UTF_8))
        .isEqualTo("a" + "b".repeat(100_000) + "c".repeat(8_000) + "d".repeat(8_000));
  }

  @Test
  void aFailureIsThrownAndRemembered() {
    Output output = new Output(new Failing("No space left on device"));

    output.print("text");
    assertThatThrownBy(output::push).isInstanceOf(UncheckedIOException.class);

    assertThat(output.failure()).hasMessage("No space left on device");
  }

  private static String run(String failure, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            System.in,
            new Output(new Failing(failure)),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Set.of(),
            Map.of());
    int exit = KvasirCommand.run(streams, Interruption.never(), arguments);
    return exit + " " + err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aReaderThatWentAwayEndsTheProgramQuietly() {
    assertThat(run("Broken pipe", "--help")).isEqualTo("0 ");
    assertThat(run("Broken pipe", "tokenize", "-m", Run.TINY + "/tokenizer.json", "text"))
        .isEqualTo("0 ");
  }

  @Test
  void aFullDiskIsAnError() {
    assertThat(run("No space left on device", "--help"))
        .isEqualTo("1 kvasir: standard output: No space left on device\n");
    assertThat(run("No space left on device", "logits", "-m", Run.TINY, "--ids", "1"))
        .isEqualTo("1 kvasir: standard output: No space left on device\n");
  }
}
