package io.kvasir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.load.ModelLoader;
import io.kvasir.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Older folders have no tokenizer.json. */
@Tag("shared")
class SentencePieceFolderTest {
  @TempDir private Path folder;

  @Test
  void theModelOfSentencePieceGivesTheIdsOfTheJson() throws IOException {
    Path fixture = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures/models/llama");
    for (String name : new String[] {"tokenizer.model", "tokenizer_config.json"}) {
      Files.copy(fixture.resolve(name), folder.resolve(name));
    }
    Tokenizer fromModel = ModelLoader.openTokenizer(folder);
    Tokenizer fromFile = ModelLoader.openTokenizer(folder.resolve("tokenizer.model"));
    Tokenizer fromJson = ModelLoader.openTokenizer(fixture);

    String text = "The old king was afraid of the dark.\nÄ 7";
    assertThat(fromModel.encode(text, true, true)).isEqualTo(fromJson.encode(text, true, true));
    assertThat(fromFile.encode(text, true, true)).isEqualTo(fromJson.encode(text, true, true));
  }
}
