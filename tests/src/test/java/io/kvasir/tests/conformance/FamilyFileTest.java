package io.kvasir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.load.LoadOptions;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.load.ModelLoader;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new family is one JSON file, which a user may write. */
class FamilyFileTest {
  private static final Path LLAMA = Path.of("golden/models/llama-linear");

  @TempDir private Path folder;

  @Test
  void aLookAlikeIsLoadedByAFileGivenAtRunTime() throws IOException {
    // A model whose type and whose key for the width have names of their own.
    try (Stream<Path> files = Files.list(LLAMA)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    Path config = folder.resolve("config.json");
    String text = Files.readString(config);
    Files.writeString(
        config,
        text.replace("\"model_type\": \"llama\"", "\"model_type\": \"mimer\"")
            .replace("\"hidden_size\"", "\"breadth\""));
    Path family =
        Files.writeString(
            folder.resolve("mimer.json"),
            """
            {
              "title": "Mimer",
              "extends": "llama",
              "hugging_face": {
                "model_types": ["mimer"],
                "settings": {"width": "$breadth"}
              }
            }
            """);

    assertThatThrownBy(() -> logits(folder, LoadOptions.defaults()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("model_type is 'mimer'");
    assertThat(logits(folder, LoadOptions.defaults().familyFile(family)))
        .isEqualTo(logits(LLAMA, LoadOptions.defaults()));
  }

  private static float[] logits(Path path, LoadOptions options) {
    try (LoadedModel model = ModelLoader.open(path, options.threads(1))) {
      Sequence sequence = model.decoder().newSequence(3);
      int[] ids = {1, 2, 3};
      model.decoder().forward(List.of(Slice.of(sequence, ids, Slice.Want.LAST)), Observer.NONE);
      int at = sequence.logits().at(0);
      return Arrays.copyOfRange(sequence.logits().data, at, at + model.config().vocabulary());
    }
  }
}
