package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions and answers with a tiny model, in the program's own process. */
class ChatCommandTest {

  /** Writes the conversation as it stands, so that a prompt shows what is remembered. */
  private static final String PLAIN =
      "{{ bos_token }}{% for m in messages %}{{ m.role[0] }}{{ m.content }};{% endfor %}b";

  @TempDir Path temporary;
  private String model = "";

  @BeforeEach
  void write() throws IOException {
    model = Models.withTemplate(temporary.resolve("model"), PLAIN).toString();
  }

  private String[] chat(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("chat", "-m", model, "--temp", "0", "--ignore-eos", "-n", "6"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** What the model says after a prompt that is written out; its BOS is added by generate. */
  private String continuation(String prompt) {
    return Run.of("generate", "-m", model, "--temp", "0", "--ignore-eos", "-n", "6", prompt).out();
  }

  @Test
  void oneQuestionHasOneAnswerAndNothingElse() {
    Run.Result result = Run.of(chat("Who?"));

    assertThat(result.out()).isNotEmpty().isEqualTo(continuation("uWho?;b"));
    assertThat(result.err()).contains("stopped by length");
    assertThat(result.exit()).isZero();
    assertThat(Run.of(chat("--quiet", "Who?")).err()).isEmpty();
  }

  @Test
  void theSystemMessageComesFirst() {
    assertThat(Run.of(chat("--system", "Be", "Who?")).out()).isEqualTo(continuation("sBe;uWho?;b"));
  }

  @Test
  void aQuestionMayComeFromStandardInputOrAFile() throws IOException {
    Path file = Files.writeString(temporary.resolve("q.txt"), "Who?\n");

    assertThat(new Run().input("Who?\n").with(chat("-")).out()).isEqualTo(continuation("uWho?;b"));
    assertThat(Run.of(chat("-f", file.toString())).out()).isEqualTo(continuation("uWho?;b"));
    assertThat(Run.of(chat("-f", file.toString(), "Who?")).exit()).isEqualTo(2);
  }

  @Test
  void turnsRememberWhatWasSaidUntilClear() {
    String first = continuation("uA;b");
    String second = continuation("uA;a" + first + ";uB;b");

    Run.Result result = new Run().input("A\n\nB\n/clear\nA\n/quit\nC\n").with(chat());

    assertThat(result.out()).isEqualTo(first + "\n" + second + "\n" + first + "\n");
    assertThat(result.exit()).isZero();
  }

  @Test
  void theEndOfTheInputEndsTheConversation() {
    assertThat(new Run().input("").with(chat()).out()).isEmpty();
    assertThat(new Run().input("A\r\n").with(chat()).out()).isEqualTo(continuation("uA;b") + "\n");
  }

  @Test
  void aTerminalShowsWhereToWriteAndGoesOnAfterAnError() {
    Run.Result result =
        new Run()
            .terminals("in", "out")
            .input("A\n" + "x".repeat(300) + "\nA\n/quit\n")
            .with(chat("--ctx", "40"));

    assertThat(result.out()).startsWith("> " + continuation("uA;b") + "\n> > ").endsWith("\n> ");
    assertThat(result.err()).contains("context");
    assertThat(result.exit()).isZero();
  }

  @Test
  void inAPipeAnErrorEndsTheConversation() {
    Run.Result result = new Run().input("x".repeat(300) + "\nA\n").with(chat("--ctx", "40"));

    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("model: ").hasLineCount(1);
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void aModelWithoutATemplateIsToldSo() {
    Run.Result result = Run.of("chat", "-m", Run.TINY, "Who?");

    assertThat(result.err()).contains("tiny-llama").contains("no chat template").hasLineCount(1);
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void jsonEventsAreThoseOfGenerate() {
    assertThat(Run.of(chat("--json", "Who?")).out().lines())
        .hasSize(7)
        .last()
        .asString()
        .contains("\"stop\":\"length\"");
  }
}
