package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small models trained with SentencePiece 0.2.2, and the ids that it gives. */
final class SentencePieceTest {
  @ParameterizedTest
  @ValueSource(strings = {"sp-unigram", "sp-bpe"})
  void idsAreThoseOfSentencePiece(String name) {
    Path model = TestFiles.resource(name + ".model");
    Tokenizer tokenizer = Tokenizers.fromSentencePiece(model, false, false);
    for (JsonNode line : TestFiles.lines(TestFiles.resource(name + ".jsonl"))) {
      String text = line.get("text").asText();
      int[] ids = TestFiles.ints(line.get("ids"));
      assertThat(tokenizer.encode(text, true, false)).as(text).isEqualTo(ids);
      if (Arrays.stream(ids).noneMatch(id -> id == 0)) {
        assertThat(tokenizer.decode(ids, false)).isEqualTo(line.get("decoded").asText());
      }
    }
  }

  @Test
  void beginAndEndAreAddedOnRequest() {
    Path model = TestFiles.resource("sp-bpe.model");
    int[] ids = Tokenizers.fromSentencePiece(model, true, true).encode("the", true, true);
    assertThat(ids[0]).isEqualTo(1);
    assertThat(ids[ids.length - 1]).isEqualTo(2);
  }

  @Test
  void everyTruncationAndEveryFlippedByteGivesAModelOrOneLine(@TempDir Path scratch)
      throws IOException {
    byte[] good = Files.readAllBytes(TestFiles.resource("sp-unigram.model"));
    Path file = scratch.resolve("tokenizer.model");
    for (int i = 0; i < good.length; i += 7) {
      readOrRefuse(Files.write(file, Arrays.copyOf(good, i)));
      byte[] flipped = good.clone();
      flipped[i] ^= (byte) 0xFF;
      readOrRefuse(Files.write(file, flipped));
    }
  }

  private static void readOrRefuse(Path file) {
    try {
      Tokenizers.fromSentencePiece(file, false, false).encode("a b", false, false);
    } catch (TokenizerFormatException refused) {
      assertThat(String.valueOf(refused.getMessage()).lines().count()).isEqualTo(1);
    }
  }

  @Test
  void missingFileIsNamed(@TempDir Path scratch) {
    Path file = scratch.resolve("tokenizer.model");
    assertThatThrownBy(() -> Tokenizers.fromSentencePiece(file, true, false))
        .isInstanceOf(TokenizerFormatException.class)
        .hasMessageContaining("tokenizer.model: not found");
  }
}
