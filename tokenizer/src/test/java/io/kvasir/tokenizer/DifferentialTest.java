package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random texts through Kvasir and through the Hugging Face library, by its Java binding. */
@Tag("shared")
final class DifferentialTest {
  private static final int TEXTS = 20_000;

  @BeforeAll
  static void stayOffline() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  @Test
  void twentyThousandRandomTextsPerTokenizerShowNoDifference(@TempDir Path scratch)
      throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(TestFiles.shared("fixtures/tokenizers"))) {
      folders = all.sorted().toList();
    }
    assertThat(folders).hasSizeGreaterThanOrEqualTo(8);
    for (Path folder : folders) {
      assertThat(differences(TestFiles.tokenizerJson(folder, scratch)))
          .as(folder.getFileName().toString())
          .isEmpty();
    }
  }

  private static List<String> differences(Path json) throws IOException {
    Tokenizer ours = Tokenizers.fromJson(json);
    List<String> found = new ArrayList<>();
    RandomText texts = new RandomText(json.getFileName().toString().hashCode());
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.builder()
            .optTokenizerPath(json)
            .optTruncation(false)
            .optPadding(false)
            .build()) {
      for (int i = 0; i < TEXTS && found.size() < 5; i++) {
        String difference = difference(ours, theirs, texts.next());
        if (!difference.isEmpty()) {
          found.add(difference);
        }
      }
    }
    return found;
  }

  private static String difference(Tokenizer ours, HuggingFaceTokenizer theirs, String text) {
    long[] wanted = theirs.encode(text, true, false).getIds();
    int[] ids = ours.encode(text, true, true);
    if (!Arrays.equals(Arrays.stream(ids).asLongStream().toArray(), wanted)) {
      return "ids of "
          + escaped(text)
          + ": "
          + Arrays.toString(ids)
          + " "
          + Arrays.toString(wanted);
    }
    String decoded = ours.decode(ids, false);
    String wantedText = theirs.decode(wanted, false);
    return decoded.equals(wantedText)
        ? ""
        : "text of " + escaped(text) + ": " + escaped(decoded) + " " + escaped(wantedText);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(c -> out.append(c > 31 && c < 127 ? "" + (char) c : "\\u%04X".formatted(c)));
    return out.toString();
  }
}
