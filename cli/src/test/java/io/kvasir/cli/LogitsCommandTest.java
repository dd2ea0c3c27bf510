package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogitsCommandTest {

  @TempDir Path temporary;

  @Test
  void logitsAreThoseOfTheReferenceImplementation() throws IOException {
    Golden golden = Golden.read();
    int[] ids = golden.promptIds();

    Run.Result result = Run.of("logits", "-m", Run.TINY, "--ids", Golden.list(ids), "--json");

    assertThat(result.err()).isEmpty();
    JsonNode json = Golden.JSON.readTree(result.out());
    assertThat(json.get("ids")).hasSize(ids.length);
    assertThat(json.get("logits")).hasSize(ids.length);
    for (int position = 0; position < ids.length; position++) {
      float[] expected = golden.logits(position);
      JsonNode row = json.get("logits").get(position);
      assertThat(row).hasSize(expected.length);
      for (int token = 0; token < expected.length; token++) {
        assertThat(Math.abs(row.get(token).floatValue() - expected[token]))
            .isLessThanOrEqualTo((float) golden.tolerance());
      }
    }
  }

  @Test
  void plainTextHoldsTheSameNumbers() throws IOException {
    JsonNode json =
        Golden.JSON.readTree(Run.of("logits", "-m", Run.TINY, "--ids", "1,260", "--json").out());
    List<String> lines = Run.of("logits", "-m", Run.TINY, "--ids", "1,260").out().lines().toList();

    assertThat(lines).hasSize(2);
    for (int position = 0; position < 2; position++) {
      String[] numbers = lines.get(position).split(" ", -1);
      assertThat(numbers).hasSize(json.get("logits").get(position).size());
      for (int token = 0; token < numbers.length; token++) {
        assertThat(Float.parseFloat(numbers[token]))
            .isEqualTo(json.get("logits").get(position).get(token).floatValue());
      }
    }
  }

  @Test
  void noTokenizerIsNeeded() throws IOException {
    for (String name : List.of("config.json", "model.safetensors")) {
      Files.copy(Path.of(Run.TINY, name), temporary.resolve(name));
    }

    assertThat(Run.of("logits", "-m", temporary.toString(), "--ids", "1").exit()).isZero();
    Run.Result generate = Run.of("generate", "-m", temporary.toString(), "--ids", "1", "-n", "1");
    assertThat(generate.err()).contains("tokenizer").hasLineCount(1);
    assertThat(generate.exit()).isEqualTo(1);
  }

  @Test
  void anIdOutsideOfTheVocabularyIsAnError() {
    Run.Result result = Run.of("logits", "-m", Run.TINY, "--ids", "1,288", "--json");

    assertThat(result.err()).contains("288").hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }
}
