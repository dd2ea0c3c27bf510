package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenizeCommandTest {

  private static final String TOKENIZER = Run.TINY + "/tokenizer.json";

  @Test
  void idsAreThoseOfTheReferenceImplementationAndTheTextComesBack() throws IOException {
    Golden golden = Golden.read();

    JsonNode json =
        Golden.JSON.readTree(
            Run.of("tokenize", "-m", TOKENIZER, "--json", golden.promptText()).out());

    assertThat(Golden.JSON.treeToValue(json.get("ids"), int[].class)).isEqualTo(golden.promptIds());
    assertThat(json.get("pieces")).hasSameSizeAs(json.get("ids"));
    String ids = Golden.list(golden.promptIds());
    assertThat(Run.of("detokenize", "-m", TOKENIZER, "--skip-special", ids).out())
        .isEqualTo(golden.promptText());
    assertThat(Run.of("detokenize", "-m", TOKENIZER, ids).out())
        .isEqualTo("<s> " + golden.promptText());
  }

  @Test
  void plainTextHasOneLinePerTokenWithVisiblePieces() {
    Run.Result all = Run.of("tokenize", "-m", TOKENIZER, "a\n");
    Run.Result bare = new Run().input("a\n\n").with("tokenize", "-m", Run.TINY, "--no-special");

    assertThat(all.out()).startsWith("1\t<s>\n").endsWith("\t<0x0A>\n");
    assertThat(all.out()).isEqualTo("1\t<s>\n" + bare.out());
  }

  @Test
  void linesOfJsonAreAnsweredOneByOne() {
    Run.Result ids =
        new Run()
            .input("\"a\"\n\n\"\\u00e9\\n\"\n\"\"\n")
            .with("tokenize", "-m", TOKENIZER, "--jsonl", "--no-special");
    Run.Result texts = new Run().input(ids.out()).with("detokenize", "-m", TOKENIZER, "--jsonl");

    assertThat(ids.out()).hasLineCount(3).endsWith("[]\n");
    assertThat(texts.out()).isEqualTo("\"a\"\n\"é\\n\"\n\"\"\n");
  }

  @Test
  void aLineThatIsNoJsonStringIsNamed() {
    Run.Result result =
        new Run().input("\"a\"\n[1]\n").with("tokenize", "-m", TOKENIZER, "--jsonl");

    assertThat(result.err())
        .isEqualTo("kvasir: standard input: line 2: found START_ARRAY, wanted a JSON string\n");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(new Run().input("\"a\n").with("tokenize", "-m", TOKENIZER, "--jsonl").err())
        .startsWith("kvasir: standard input: line 1: ")
        .hasLineCount(1);
    assertThat(new Run().input("\"a\" 1\n").with("tokenize", "-m", TOKENIZER, "--jsonl").err())
        .contains("line 1: found more after the value");
    assertThat(new Run().input("[1.5]\n").with("detokenize", "-m", TOKENIZER, "--jsonl").err())
        .contains("line 1: found VALUE_NUMBER_FLOAT, wanted a whole number");
    assertThat(
            new Run().input("[99999999999]").with("detokenize", "-m", TOKENIZER, "--jsonl").err())
        .contains("line 1: ")
        .hasLineCount(1);
  }

  @Test
  void anIdThatNoTokenHasIsNamed() {
    Run.Result result = Run.of("detokenize", "-m", TOKENIZER, "1,99999");

    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("kvasir: token 99999 at index 1 of the ids, wanted 0 to ")
        .hasLineCount(1);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(new Run().input("[1]\n[-1]\n").with("detokenize", "-m", TOKENIZER, "--jsonl").err())
        .contains("standard input: line 2: token -1 at index 0")
        .hasLineCount(1);
  }

  @Test
  void idsMayComeFromStandardInput() throws IOException {
    assertThat(
            new Run()
                .input(Golden.list(Golden.read().promptIds()).replace(",", "\n") + "\n")
                .with("detokenize", "-m", TOKENIZER, "--skip-special")
                .out())
        .isEqualTo(Golden.read().promptText());
  }

  @Test
  void anExplanationShowsMergesInOrderBytesAndSpecialTokens() {
    Run.Result result = Run.of("tokenize", "-m", TOKENIZER, "--explain", "the é</s>");

    assertThat(result.out())
        .isEqualTo(
            """
                 1  <s>  special token, put around the text
            "▁the"  " the"
                ▁ t h e
                ▁t h e    rank 0: ▁ + t at 0
               259  ▁t  " t"
               266  h
               261  e
            "▁é"  " é"
               260  ▁  " "
               198  <0xC3>  byte of a character that the vocabulary does not have
               172  <0xA9>  byte of a character that the vocabulary does not have
                 2  </s>  special token, found in the text
            8 tokens, 1 merge
            """);
  }

  @Test
  void anExplanationOnATerminalColoursSpecialTokensBytesAndMerges() {
    String out =
        new Run().terminals("in", "out").with("tokenize", "-m", TOKENIZER, "--explain", "té").out();

    assertThat(out)
        .contains("\u001b[1;35m<s>\u001b[0m")
        .contains("\u001b[33m<0xC3>\u001b[0m")
        .contains("\u001b[1;32m▁t\u001b[0m");
    assertThat(
            new Run()
                .terminals("in", "out")
                .environment(Map.of("NO_COLOR", "1"))
                .with("tokenize", "-m", TOKENIZER, "--explain", "té")
                .out())
        .doesNotContain("\u001b");
  }

  @Test
  void anExplanationAsJsonHasTheSameIdsAndEveryMerge() throws IOException {
    JsonNode json =
        Golden.JSON.readTree(
            Run.of("tokenize", "-m", TOKENIZER, "--explain", "--json", "the é").out());

    JsonNode plain =
        Golden.JSON.readTree(Run.of("tokenize", "-m", TOKENIZER, "--json", "the é").out());
    assertThat(json.get("ids")).isEqualTo(plain.get("ids"));
    assertThat(json.get("steps").get(0).toString())
        .isEqualTo("{\"step\":\"special\",\"id\":1,\"piece\":\"<s>\",\"added\":true}");
    JsonNode piece = json.get("steps").get(1);
    assertThat(piece.get("merges").get(0).toString())
        .isEqualTo(
            "{\"rank\":0,\"position\":0,\"left\":\"▁\",\"right\":\"t\",\"id\":259,"
                + "\"piece\":\"▁t\",\"kind\":\"text\"}");
    assertThat(json.get("steps").get(2).get("tokens").get(1).get("kind").asText())
        .isEqualTo("byte");
  }

  @Test
  void aLongPartIsExplainedWithoutWritingItOutAfterEachMerge() {
    Run.Result result = Run.of("tokenize", "-m", TOKENIZER, "--explain", "t".repeat(20_000));

    assertThat(result.exit()).isZero();
    assertThat(result.out()).hasSizeLessThan(1_000_000);
    assertThat(Run.of("tokenize", "-m", TOKENIZER, "--explain", "--jsonl").exit()).isEqualTo(2);
  }

  @Test
  void aMissingTokenizerIsOneLine() {
    Run.Result result = Run.of("tokenize", "-m", "nowhere/tokenizer.json", "a");

    assertThat(result.err()).contains("nowhere").hasLineCount(1);
    assertThat(result.exit()).isEqualTo(1);
  }
}
