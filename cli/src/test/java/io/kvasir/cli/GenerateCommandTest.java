package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generating with a tiny model, in the program's own process. */
class GenerateCommandTest {

  private static final List<String> GREEDY =
      List.of("generate", "-m", Run.TINY, "--temp", "0", "--ignore-eos");

  private static Golden golden;

  @TempDir Path temporary;

  @BeforeAll
  static void readGolden() throws IOException {
    golden = Golden.read();
  }

  private static String[] greedy(String... more) {
    List<String> arguments = new ArrayList<>(GREEDY);
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static List<JsonNode> events(Run.Result result) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      events.add(Golden.JSON.readTree(line));
    }
    return events;
  }

  private static int[] ids(List<JsonNode> events) {
    return events.stream().filter(e -> e.has("id")).mapToInt(e -> e.get("id").asInt()).toArray();
  }

  @Test
  void jsonHoldsOneEventPerTokenAndThenTheEnd() throws IOException {
    Run.Result result = Run.of(greedy("-n", "24", "--json", golden.promptText()));

    List<JsonNode> events = events(result);
    assertThat(result.err()).contains("stopped by length");
    assertThat(ids(events)).isEqualTo(golden.greedyIds());
    assertThat(events.subList(0, 24))
        .allMatch(e -> e.get("text").isTextual() && e.get("logprob").asDouble() < 0);
    JsonNode end = events.getLast();
    assertThat(end.get("stop").asText()).isEqualTo("length");
    assertThat(end.get("statistics").get("prompt_tokens").asInt())
        .isEqualTo(golden.promptIds().length);
    assertThat(end.get("statistics").get("new_tokens").asInt()).isEqualTo(24);
    assertThat(end.get("statistics").get("cache_bytes").asLong()).isPositive();
    assertThat(end.get("statistics").has("seed")).isTrue();
  }

  @Test
  void everySourceOfAPromptGivesTheSame() throws IOException {
    Path file = Files.writeString(temporary.resolve("prompt.txt"), golden.promptText() + "\n");
    String expected = Run.of(greedy("-n", "24", golden.promptText())).out();

    assertThat(expected).isNotEmpty();
    assertThat(Run.of(greedy("-n", "24", "--ids", Golden.list(golden.promptIds()))).out())
        .isEqualTo(expected);
    assertThat(Run.of(greedy("-n", "24", "-f", file.toString())).out()).isEqualTo(expected);
    assertThat(new Run().input(golden.promptText() + "\n").with(greedy("-n", "24", "-")).out())
        .isEqualTo(expected);
    assertThat(new Run().input(golden.promptText() + "\r\n").with(greedy("-n", "24")).out())
        .isEqualTo(expected);
  }

  @Test
  void onlyOneFinalNewlineIsDropped() throws IOException {
    int one = promptTokens(new Run().input("a\n").with(greedy("-n", "1", "--json", "-")));
    int two = promptTokens(new Run().input("a\n\n").with(greedy("-n", "1", "--json", "-")));

    assertThat(two).isEqualTo(one + 1);
  }

  private static int promptTokens(Run.Result result) throws IOException {
    return events(result).getLast().get("statistics").get("prompt_tokens").asInt();
  }

  @Test
  void theTextInAPipeIsTheTextsOfTheEventsAndNothingElse() throws IOException {
    StringBuilder text = new StringBuilder();
    for (JsonNode event : events(Run.of(greedy("-n", "24", "--json", golden.promptText())))) {
      text.append(event.path("text").asText());
    }

    assertThat(Run.of(greedy("-n", "24", golden.promptText())).out()).isEqualTo(text.toString());
  }

  @Test
  void aTerminalShowsThePromptDimmedAndEndsTheLine() {
    String plain = Run.of(greedy("-n", "5", golden.promptText())).out();

    String[] arguments = greedy("-n", "5", golden.promptText());
    assertThat(new Run().terminals("out").with(arguments).out())
        .isEqualTo("\u001b[2m" + golden.promptText() + "\u001b[0m" + plain + "\n");
    assertThat(
            new Run().terminals("out").environment(Map.of("NO_COLOR", "1")).with(arguments).out())
        .isEqualTo(golden.promptText() + plain + "\n");
    assertThat(Run.of(greedy("-n", "5", "--echo", golden.promptText())).out())
        .isEqualTo(golden.promptText() + plain);
  }

  @Test
  void quietDropsTheStatistics() {
    assertThat(Run.of(greedy("-n", "2", "--quiet", "a")).err()).isEmpty();
    assertThat(Run.of(greedy("-n", "2", "a")).err())
        .contains("tokens/s")
        .contains("cache")
        .contains("seed");
  }

  @Test
  void theSameSeedGivesTheSameText() throws IOException {
    String[] once = {"generate", "-m", Run.TINY, "-n", "20", "--json", "--ignore-eos", "a"};
    List<JsonNode> drawn = events(Run.of(once));
    String seed = drawn.getLast().get("statistics").get("seed").asText();

    String[] again = {
      "generate", "-m", Run.TINY, "-n", "20", "--json", "--ignore-eos", "--seed", seed, "a"
    };
    assertThat(ids(events(Run.of(again)))).isEqualTo(ids(drawn));
  }

  @Test
  void aStopStringIsNotPrinted() {
    String all = Run.of(greedy("-n", "24", golden.promptText())).out();
    int at = all.indexOf("Y"); // A letter in the golden text.
    assertThat(at).isPositive();

    Run.Result result = Run.of(greedy("-n", "24", "--stop", "Y", golden.promptText()));

    assertThat(result.out()).isEqualTo(all.substring(0, at));
    assertThat(result.err()).contains("stopped by stop string");
  }

  @Test
  void noNewTokensStillTakesThePromptIn() throws IOException {
    List<JsonNode> events = events(Run.of(greedy("-n", "0", "--json", "a")));

    assertThat(events).hasSize(1);
    assertThat(events.getFirst().get("stop").asText()).isEqualTo("length");
  }

  @Test
  void aFullContextEndsTheText() throws IOException {
    List<JsonNode> events = events(Run.of(greedy("--ctx", "30", "--json", golden.promptText())));

    assertThat(events.getLast().get("stop").asText()).isEqualTo("context_full");
  }

  @Test
  void aPromptThatDoesNotFitIsAnErrorWithBothNumbers() {
    Run.Result result = Run.of(greedy("--ctx", "10", golden.promptText()));

    assertThat(result.err()).contains("tiny-llama: ").contains("25").contains("10").hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsOneLineThatNamesIt() throws IOException {
    Path latin = Files.write(temporary.resolve("latin.txt"), new byte[] {'a', (byte) 0xe9, 'b'});

    assertThat(Run.of(greedy("-f", latin.toString())).err())
        .isEqualTo("kvasir: " + latin + ": byte 1 begins no UTF-8 character\n");
    assertThat(Run.of(greedy("-f", "nowhere.txt")).err())
        .isEqualTo("kvasir: nowhere.txt: no such file\n");
    assertThat(Run.of(greedy("-f", temporary.toString())).err())
        .isEqualTo("kvasir: " + temporary + ": a folder, wanted a text file\n");
    assertThat(Run.of("generate", "-m", "nowhere.gguf", "a").err())
        .contains("nowhere.gguf")
        .hasLineCount(1);
    assertThat(Run.of("generate", "-m", "nowhere.gguf", "a").exit()).isEqualTo(1);
  }

  @Test
  void debuggingAddsTheStackTrace() {
    Run.Result result =
        new Run().environment(Map.of("KVASIR_DEBUG", "1")).with("generate", "-m", "nowhere", "a");

    assertThat(result.err()).startsWith("kvasir: ").contains("\tat io.kvasir.");
  }
}
