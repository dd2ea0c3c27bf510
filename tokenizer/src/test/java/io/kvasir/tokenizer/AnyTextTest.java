package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, every list of ids and every thread. */
final class AnyTextTest {
  private static Tokenizer tiny(String name) {
    return Tokenizers.fromJson(TestFiles.resource(name + ".json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-spm", "tiny-bbpe"})
  void loneSurrogatesCountAsReplacementCharacters(String name) {
    Tokenizer tokenizer = tiny(name);
    for (String text : List.of("a\uD800b", "\uDC00", "\uD83D\uD83D\uDE00", "x\uDE00\uD83D")) {
      String well = text.replaceAll("[\uD800-\uDBFF](?![\uDC00-\uDFFF])", "\uFFFD");
      well = well.replaceAll("(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", "\uFFFD");
      assertThat(tokenizer.encode(text, true, true)).isEqualTo(tokenizer.encode(well, true, true));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-spm", "tiny-bbpe"})
  void anyIdsDecodeAndStreamInWholeCodePoints(String name) {
    Tokenizer tokenizer = tiny(name);
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      int[] ids = random.ints(random.nextInt(20), -3, tokenizer.vocabulary().size() + 3).toArray();
      String whole = tokenizer.decode(ids, round % 2 == 0);
      TextStream stream = tokenizer.stream(round % 2 == 0);
      StringBuilder text = new StringBuilder();
      for (int id : ids) {
        String part = stream.push(id);
        assertThat(part.isEmpty() || !Character.isLowSurrogate(part.charAt(0))).isTrue();
        text.append(part);
      }
      text.append(stream.finish());
      if (whole.indexOf('\uFFFD') < 0) {
        assertThat(text.toString()).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-spm", "tiny-bbpe"})
  void bytesOfTheTokensAreTheBytesOfTheText(String name) {
    Tokenizer tokenizer = tiny(name);
    RandomText texts = new RandomText(11);
    for (int i = 0; i < 200; i++) {
      String text = "x" + texts.next();
      int[] ids = tokenizer.encode(text, false, false);
      java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
      for (int id : ids) {
        bytes.writeBytes(tokenizer.bytes(id));
      }
      String decoded = bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
      String whole = tokenizer.decode(ids, false);
      assertThat(decoded.strip()).isEqualTo(whole.strip());
    }
  }

  @Test
  void unknownIdsHaveNoPieceAndNoBytes() {
    Tokenizer tokenizer = tiny("tiny-spm");
    for (int id : new int[] {-1, Integer.MIN_VALUE, 288, Integer.MAX_VALUE}) {
      assertThat(tokenizer.vocabulary().piece(id)).isEmpty();
      assertThat(tokenizer.bytes(id)).isEmpty();
      assertThat(tokenizer.vocabulary().isSpecial(id)).isFalse();
    }
    assertThat(tokenizer.vocabulary().id("no such piece")).isEmpty();
    assertThat(tokenizer.vocabulary().id("<s>")).hasValue(1);
  }

  @Test
  void specialTokensAreTextUnlessTheyAreRecognised() {
    Tokenizer tokenizer = tiny("tiny-bbpe");
    assertThat(tokenizer.encode("<|im_start|>", false, true)).containsExactly(269);
    assertThat(tokenizer.encode("<|im_start|>", false, false)).hasSizeGreaterThan(5);
  }

  @Test
  void explanationShowsMergesInTheirOrder() {
    Tokenizer tokenizer = tiny("tiny-bbpe");
    Explanation explained = tokenizer.explain("<|im_start|> the", true, true);
    assertThat(explained.steps()).hasSize(2);
    assertThat(explained.steps().getFirst())
        .isEqualTo(new Explanation.Special(269, "<|im_start|>", false));
    Explanation.Piece piece = (Explanation.Piece) explained.steps().get(1);
    assertThat(piece.text()).isEqualTo("Ġthe");
    assertThat(piece.start())
        .extracting(Explanation.Symbol::piece)
        .containsExactly("Ġ", "t", "h", "e");
    assertThat(piece.merges().getFirst().rank()).isZero();
    assertThat(piece.merges()).extracting(Explanation.Merge::left).first().isEqualTo("Ġ");
  }

  @Test
  void explanationShowsBytesOfUnknownCharacters() {
    Explanation explained = tiny("tiny-spm").explain("😀", true, true);
    assertThat(explained.steps().getFirst()).isEqualTo(new Explanation.Special(1, "<s>", true));
    Explanation.Piece piece = (Explanation.Piece) explained.steps().get(1);
    assertThat(piece.tokens())
        .filteredOn(symbol -> symbol.kind() == Explanation.Kind.BYTE)
        .extracting(Explanation.Symbol::piece)
        .containsExactly("<0xF0>", "<0x9F>", "<0x98>", "<0x80>");
  }

  @Test
  void threadsShareATokenizer() throws InterruptedException, ExecutionException {
    Tokenizer shared = tiny("tiny-bbpe");
    Tokenizer alone = tiny("tiny-bbpe");
    RandomText random = new RandomText(3);
    List<String> texts = new ArrayList<>();
    List<int[]> wanted = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      texts.add(random.next());
      wanted.add(alone.encode(texts.get(i), true, true));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<List<int[]>>> results = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        results.add(
            pool.submit(() -> texts.stream().map(x -> shared.encode(x, true, true)).toList()));
      }
      for (Future<List<int[]>> result : results) {
        for (int i = 0; i < texts.size(); i++) {
          assertThat(result.get().get(i)).isEqualTo(wanted.get(i));
        }
      }
    }
  }
}
