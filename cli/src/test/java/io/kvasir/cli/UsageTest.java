package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A command line that cannot be: exit 2, nothing on standard output, one line that says why. */
class UsageTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("no command"),
        wrong("'frobnicate' is no command", "frobnicate"),
        wrong("'frobnicate' is no command", "frobnicate", "--help"),
        wrong("no command", "weights"),
        wrong("'frobnicate' is no command", "weights", "frobnicate", "--help"),
        wrong("Unknown option: '--frob'", "generate", "--frob"),
        wrong("'b' is one argument too many: quote", "generate", "-m", "m", "a", "b"),
        wrong("two prompts", "generate", "-m", "m", "text", "--ids", "1"),
        wrong("two prompts", "generate", "-m", "m", "-f", "file", "--ids", "1"),
        wrong("two prompts", "generate", "-m", "m", "-", "-f", "file"),
        wrong("--echo and --json", "generate", "-m", "m", "--echo", "--json", "text"),
        wrong("temperature -0.5", "generate", "-m", "m", "--temp", "-0.5", "text"),
        wrong("temperature NaN", "generate", "-m", "m", "--temp", "NaN", "text"),
        wrong("'warm', wanted a number", "generate", "-m", "m", "--temp", "warm", "text"),
        wrong("top-k -1", "generate", "-m", "m", "--top-k", "-1", "text"),
        wrong("'1.5', wanted a whole number", "generate", "-m", "m", "--top-k", "1.5", "text"),
        wrong("top-p 1.1", "generate", "-m", "m", "--top-p", "1.1", "text"),
        wrong("min-p -0.1", "generate", "-m", "m", "--min-p", "-0.1", "text"),
        wrong("penalty 0.0", "generate", "-m", "m", "--repeat-penalty", "0", "text"),
        wrong("wanted a whole number", "generate", "-m", "m", "--seed", "9".repeat(30), "text"),
        wrong("-n -1", "generate", "-m", "m", "-n", "-1", "text"),
        wrong("--ctx 0", "generate", "-m", "m", "--ctx", "0", "text"),
        wrong("--threads 0", "generate", "-m", "m", "--threads", "0", "text"),
        wrong("--stop", "generate", "-m", "m", "--stop", "", "text"),
        wrong("-m: found an empty name", "generate", "-m", "", "text"),
        wrong("--activations int4", "generate", "-m", "m", "--activations", "int4", "text"),
        wrong("--kv-type f8", "logits", "-m", "m", "--kv-type", "f8", "--ids", "1"),
        wrong("'x' is no token id", "generate", "-m", "m", "--ids", "1,x"),
        wrong("'-1' is no token id", "logits", "-m", "m", "--ids", "-1"),
        wrong("'' is no token id", "logits", "-m", "m", "--ids", "1,,2"),
        wrong("--ids: wanted at least one id", "generate", "-m", "m", "--ids", ""),
        wrong("--ids: wanted at least one id", "logits", "-m", "m", "--ids", ""),
        wrong("Missing required option: '--ids=IDS'", "logits", "-m", "m"),
        wrong("Missing required parameter: 'FILE'", "weights", "inspect"),
        wrong("--json and --jsonl", "tokenize", "-m", "m", "--json", "--jsonl"),
        wrong("give no TEXT with it", "tokenize", "-m", "m", "--jsonl", "text"),
        wrong("give no IDS with it", "detokenize", "-m", "m", "--jsonl", "1"),
        wrong("'one' is no token id", "detokenize", "-m", "m", "one"),
        wrong("-n -1", "explain", "-n", "-1", "text"),
        wrong("--layer 9: wanted 0 to 1", "explain", "-m", Run.TINY, "--layer", "9", "text"),
        wrong("--head 9: wanted 0 to 3", "explain", "-m", Run.TINY, "--head", "9", "text"),
        wrong("--token 99: wanted 0 to", "explain", "-m", Run.TINY, "--token", "99", "text"),
        wrong("nothing to measure", "bench", "-m", "m", "-p", "0", "-n", "0"),
        wrong("-r 0", "bench", "-m", "m", "-r", "0"),
        wrong("--warm-up NaN", "bench", "-m", "m", "--warm-up", "NaN"));
  }

  private static Arguments wrong(String message, String... arguments) {
    return Arguments.of(message, List.of(arguments));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource
  void wrong(String message, List<String> arguments) {
    Run.Result result = Run.of(arguments.toArray(String[]::new));

    assertThat(result.err()).startsWith("kvasir: ").contains(message).hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void nothingToReadOnATerminal() {
    Run.Result generate = new Run().terminals("in").with("generate", "-m", "m");
    Run.Result tokenize = new Run().terminals("in").with("tokenize", "-m", "m");

    assertThat(generate.err()).contains("no prompt: give PROMPT, -f FILE");
    assertThat(generate.exit()).isEqualTo(2);
    assertThat(tokenize.err()).contains("nothing to read: give TEXT");
    assertThat(tokenize.exit()).isEqualTo(2);
  }

  @Test
  void controlCharactersOfAnArgumentDoNotReachTheTerminal() {
    Run.Result result = Run.of("generate", "--x\n\u001b[31m\t" + "long".repeat(1000));

    assertThat(result.err()).contains("--x\\n\\u001b[31m\\t").hasLineCount(1).hasSizeLessThan(900);
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (String command :
        List.of(
            "",
            "generate",
            "explain",
            "logits",
            "tokenize",
            "detokenize",
            "weights",
            "bench",
            "heads",
            "cost",
            "learn")) {
      Run.Result result = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");

      assertThat(result.out()).as(command).containsPattern("Examples?:\n +kvasir " + command);
      assertThat(result.err()).isEmpty();
      assertThat(result.exit()).isZero();
    }
    assertThat(Run.of("weights", "inspect", "-h").out()).contains("kvasir weights inspect model");
  }

  @Test
  void helpIsColouredOnlyForATerminalThatWantsIt() {
    assertThat(Run.of("--help").out()).doesNotContain("\u001b");
    assertThat(new Run().terminals("out").with("--help").out()).contains("\u001b[");
    assertThat(new Run().terminals("out").environment(Map.of("NO_COLOR", "1")).with("--help").out())
        .doesNotContain("\u001b");
  }

  @Test
  void whereATrainingWritesIsCheckedBeforeIt() {
    Run.Result result = Run.of("weights", "train", "-o", "/no/such/folder/mead.gguf");

    assertThat(result.err())
        .isEqualTo(
            "kvasir: /no/such/folder/mead.gguf: its folder is missing or cannot be written to\n");
    assertThat(result.exit()).isEqualTo(1);
  }
}
