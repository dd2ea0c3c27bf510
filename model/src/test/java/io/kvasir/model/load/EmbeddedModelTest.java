package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.Kvasir;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelTest {
  private static final int[] IDS = {0, 300, 301, 302};

  @TempDir Path folder;

  @Test
  void theModelIsThere() {
    try (Kvasir kvasir = Kvasir.open()) {
      assertThat(kvasir.config().vocabulary()).isEqualTo(3742);
      assertThat(kvasir.tokenizer().encode("Once upon a time", true, true))
          .hasSize(5)
          .startsWith(0);
    }
  }

  @Test
  void insideOfAnArchiveItIsTheSame() throws Exception {
    Path archive = folder.resolve("library.jar");
    try (FileSystem jar = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Files.createDirectory(jar.getPath("models"));
      Files.copy(EmbeddedModel.path(), jar.getPath("models/mead.gguf"));
    }
    float[][] expected;
    try (Kvasir kvasir = Kvasir.open()) {
      expected = kvasir.logits(IDS);
    }

    try (FileSystem jar = FileSystems.newFileSystem(archive);
        Kvasir kvasir = Kvasir.open(jar.getPath("models/mead.gguf"))) {
      assertThat(kvasir.engine().file()).isEqualTo("mead.gguf");
      assertThat(kvasir.logits(IDS)).isDeepEqualTo(expected);
    }
  }
}
