package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a model that is not quite one of the built-in ones is opened. */
class ModelOptionsTest {

  @TempDir Path temporary;

  /** The tiny model with a changed configuration, in a folder of its own. */
  private String altered(String from, String to) throws IOException {
    for (String name : List.of("model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
      Files.copy(Path.of(Run.TINY, name), temporary.resolve(name));
    }
    String config = Files.readString(Path.of(Run.TINY, "config.json"));
    assertThat(config).contains(from);
    Files.writeString(temporary.resolve("config.json"), config.replace(from, to));
    return temporary.toString();
  }

  private String familyFile() throws IOException {
    return Files.writeString(
            temporary.resolve("mimer.json"),
            """
            {"title": "Mimer", "extends": "llama", "hugging_face": {"model_types": ["mimer"]}}
            """)
        .toString();
  }

  @Test
  void aFamilyFileLoadsALookAlike() throws IOException {
    String model = altered("\"model_type\": \"llama\"", "\"model_type\": \"mimer\"");

    Run.Result without = Run.of("logits", "-m", model, "--ids", "1,2");
    Run.Result with = Run.of("logits", "-m", model, "--ids", "1,2", "--family-file", familyFile());

    assertThat(without.exit()).isEqualTo(1);
    assertThat(without.err()).contains("model_type is 'mimer', wanted one of ");
    assertThat(with).isEqualTo(Run.of("logits", "-m", Run.TINY, "--ids", "1,2"));
    assertThat(with.exit()).isZero();
  }

  @Test
  void inspectShowsWhatAFamilyFileMakesOfAModel() throws IOException {
    String model = altered("\"model_type\": \"llama\"", "\"model_type\": \"mimer\"");

    assertThat(Run.of("weights", "inspect", model, "--family-file", familyFile()).out())
        .contains("(Mimer)");
  }

  @Test
  void aDamagedFamilyFileIsNamed() throws IOException {
    String family = Files.writeString(temporary.resolve("bad.json"), "{\"extend\": 1}").toString();

    Run.Result result = Run.of("generate", "-m", Run.TINY, "--ids", "1", "--family-file", family);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("kvasir: " + family + ": unknown member extend");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void aContextThatTheHeapCannotHoldIsRefusedWithBothNumbers() throws IOException {
    String model =
        altered("\"max_position_embeddings\": 256", "\"max_position_embeddings\": 2000000000");

    Run.Result result =
        Run.of("generate", "-m", model, "--ids", "1", "-n", "1", "--ctx", "2000000000");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    // Two layers of keys and values, two heads of 16 floats each.
    assertThat(result.err())
        .isEqualTo(
            "kvasir: %s: context 2000000000 takes %d bytes, the heap holds at most %d bytes; "
                    .formatted(model, 2_000_000_000L * 2 * 2 * 2 * 16 * 4, heap())
                + "KVASIR_JAVA_OPTS=-Xmx8g, say, gives more\n");
    assertThat(Run.of("generate", "-m", model, "--ids", "1", "-n", "1").exit()).isZero();
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory();
  }

  @Test
  void unusedTensorsAreAnErrorAndWithLenientAWarning() throws IOException {
    String model = altered("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1");

    Run.Result strict = Run.of("logits", "-m", model, "--ids", "1,2");
    Run.Result lenient = Run.of("logits", "-m", model, "--ids", "1,2", "--lenient");

    assertThat(strict.exit()).isEqualTo(1);
    assertThat(strict.out()).isEmpty();
    assertThat(lenient.exit()).isZero();
    assertThat(lenient.out().lines()).hasSize(2);
    assertThat(lenient.err())
        .isEqualTo(strict.err())
        .startsWith("kvasir: " + model + ": 9 tensors that the configuration does not use: ")
        .contains("model.layers.1.");
    assertThat(lenient.err().lines()).hasSize(1);
  }
}
