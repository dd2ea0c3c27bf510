package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"tiny-spm", "tiny-bbpe"})
  void tinyTokenizersGiveTheLibrarysIdsAndTexts(String name) {
    Tokenizer tokenizer = Tokenizers.fromJson(TestFiles.resource(name + ".json"));
    GoldenLines.check(tokenizer, TestFiles.resource(name + ".golden.jsonl"));
  }

  @Test
  @Tag("shared")
  void realTokenizersGiveTheLibrarysIdsAndTexts(@TempDir Path scratch) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(TestFiles.shared("fixtures/tokenizers"))) {
      folders = all.sorted().toList();
    }
    assertThat(folders).hasSizeGreaterThanOrEqualTo(8);
    for (Path folder : folders) {
      Tokenizer tokenizer = Tokenizers.fromJson(TestFiles.tokenizerJson(folder, scratch));
      GoldenLines.check(tokenizer, folder.resolve("golden.jsonl"));
    }
  }
}
