package io.kvasir.tokenizer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.tokenizer.GgufKeysReader;
import io.kvasir.tokenizer.TestFiles;
import io.kvasir.tokenizer.Tokenizers;
import io.kvasir.tokenizer.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work grows with the text: counted in steps, at n, 2n and 4n. */
final class GrowthTest {
  private static final int N = 50_000;

  /** n log n grows by this much at most when n doubles. */
  private static final double DOUBLE = 2.2;

  private static long steps(Pipeline tokenizer, String text) {
    Work work = new Work();
    int[] ids = tokenizer.encode(text, true, true, work);
    assertThat(ids).isNotEmpty();
    return work.steps();
  }

  private static void assertLinear(Pipeline tokenizer, String unit) {
    int count = N / unit.length();
    long once = steps(tokenizer, unit.repeat(count));
    long twice = steps(tokenizer, unit.repeat(2 * count));
    long fourTimes = steps(tokenizer, unit.repeat(4 * count));
    assertThat((double) twice / once).as(unit).isLessThan(DOUBLE);
    assertThat((double) fourTimes / twice).as(unit).isLessThan(DOUBLE);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "tiny-spm,a",
        "tiny-spm, ",
        "tiny-spm, the",
        "tiny-spm,é",
        "tiny-spm,</s>",
        "tiny-spm,▁t",
        "tiny-bbpe,a",
        "tiny-bbpe, ",
        "tiny-bbpe, the",
        "tiny-bbpe,he",
        "tiny-bbpe,<|im_start|>",
        "tiny-bbpe,<|im_start",
        "tiny-bbpe,\uD83D\uDE00",
        "tiny-bbpe,1 ",
        "tiny-bbpe,' "
      })
  void repeatedTextCostsLinearWork(String name, String unit) {
    assertLinear((Pipeline) Tokenizers.fromJson(TestFiles.resource(name + ".json")), unit);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"t5,a", "t5,a ", "t5,Odin ", "t5,日", "bert,a", "bert, ", "bert,odin ", "bert,日"})
  void repeatedTextCostsLinearWorkInGgufVocabularies(String name, String unit) throws IOException {
    Path file = TestFiles.resource(name + ".gguf");
    VocabularySpec spec = GgufKeysReader.read(name, Files.readAllBytes(file));
    assertLinear((Pipeline) Tokenizers.fromSpec(spec), unit);
  }

  /** Long words with many merges, special tokens and their beginnings, runs that patterns try. */
  @ParameterizedTest
  @ValueSource(strings = {"llama3", "qwen3", "gpt4o", "llama2", "gemma3"})
  @Tag("shared")
  void repeatedTextCostsLinearWorkInRealVocabularies(String name, @TempDir Path scratch)
      throws IOException {
    Path folder = TestFiles.shared("fixtures/tokenizers/" + name);
    Pipeline tokenizer = (Pipeline) Tokenizers.fromJson(TestFiles.tokenizerJson(folder, scratch));
    int last = tokenizer.vocabulary().size() - 1;
    while (!tokenizer.vocabulary().isSpecial(last)) {
      last--;
    }
    String special = tokenizer.vocabulary().piece(last);
    String[] units = {
      "a",
      "abcdefghij",
      " ",
      "\n",
      " \n",
      "7",
      "'",
      "▁",
      "日本",
      "\u0301",
      "\uD83D\uDE00",
      " the",
      special,
      special.substring(0, special.length() - 1)
    };
    for (String unit : units) {
      assertLinear(tokenizer, unit);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "(a+)+$; a",
        "(a|aa)+b; a",
        "x*y|x; x",
        "(?:x*)y|x; x",
        "(?=(\\\\d{3})+(?!\\\\d)); 1",
        "\\\\d{1,3}(?=(?:\\\\d{3})*\\\\b); 1",
        ".*?z|a; a",
        "(?:ab?)*c|a; ab",
        "(?<=a)b|\\\\s*\\\\n; ` `",
        "(?>a+b|a); a",
        "(?:a|b|ab)*c; ab",
        "\\\\s+(?!\\\\S)|\\\\s+; ` x`"
      })
  void hardPatternsCostLinearWork(String pattern, String unit, @TempDir Path scratch)
      throws IOException {
    Path file = scratch.resolve("tokenizer.json");
    Files.writeString(
        file,
        """
        {"model":{"type":"WordLevel","vocab":{"a":0,"?":1},"unk_token":"?"},
         "pre_tokenizer":{"type":"Split","pattern":{"Regex":"%s"},"behavior":"Isolated",
          "invert":false}}
        """
            .formatted(pattern));
    assertLinear((Pipeline) Tokenizers.fromJson(file), unit);
  }

  @Test
  void alternatingMarksAreNormalisedQuickly(@TempDir Path scratch) throws IOException {
    Path file = scratch.resolve("tokenizer.json");
    Files.writeString(
        file,
        """
        {"model":{"type":"WordLevel","vocab":{"a":0,"?":1},"unk_token":"?"},
         "normalizer":{"type":"NFD"}}
        """);
    int half = 100_000;
    String text = "a" + "\u0301\u0316".repeat(half);
    Pipeline tokenizer = (Pipeline) Tokenizers.fromJson(file);
    String sorted =
        ((io.kvasir.tokenizer.Explanation.Piece)
                tokenizer.explain(text, false, false).steps().getFirst())
            .text();
    assertThat(sorted).isEqualTo("a" + "\u0316".repeat(half) + "\u0301".repeat(half));
  }
}
