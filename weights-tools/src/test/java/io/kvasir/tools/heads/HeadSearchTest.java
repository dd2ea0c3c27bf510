package io.kvasir.tools.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.load.EmbeddedModel;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.HeadScores;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On the embedded model, whatever its heads do. */
class HeadSearchTest {
  private static final Kvasir KVASIR =
      Kvasir.open(EmbeddedModel.path(), OpenOptions.defaults().threads(1));
  private static final SearchExtent LITTLE = new SearchExtent(1, 40, 1, 12, 1);

  @AfterAll
  static void close() {
    KVASIR.close();
  }

  @Test
  void everyHeadIsScoredForEveryKind() {
    int heads = KVASIR.config().layers().stream().mapToInt(l -> Ablation.heads(l.mixer())).sum();
    for (HeadKind kind : HeadKind.values()) {
      List<HeadScores.Score> scores = new HeadSearch(KVASIR, LITTLE).scores(kind).scores();

      assertThat(scores).as(kind.title()).hasSize(heads);
      assertThat(scores).allMatch(s -> s.score() >= 0 && s.score() < 1.0001);
      assertThat(scores).allMatch(s -> s.even() > 0 && s.even() <= 0.5 && s.queries() > 0);
      assertThat(scores).isEqualTo(new HeadSearch(KVASIR, LITTLE).scores(kind).scores());
    }
  }

  @Test
  void aRepeatedTextHasEveryWordTwiceAndBeginsAsTheModelWants() {
    RepeatedText text = new RepeatedText(KVASIR);
    int[] ids = text.next(new Random(1), 12);
    int start = text.first();

    assertThat(ids).hasSize(start + 24);
    assertThat(Arrays.copyOf(ids, start)).isEqualTo(KVASIR.tokenizer().encode("", true, false));
    assertThat(Arrays.copyOfRange(ids, start, start + 12))
        .doesNotHaveDuplicates()
        .isEqualTo(Arrays.copyOfRange(ids, start + 12, start + 24));
    assertThat(Arrays.stream(ids).skip(start))
        .allMatch(id -> KVASIR.tokenizer().bytes(id).length > 1);
  }

  @Test
  void theTestSwitchesTheBestHeadsOffAndAsManyOfTheWorst() {
    List<HeadScores.Score> scores =
        new HeadSearch(KVASIR, LITTLE).scores(HeadKind.INDUCTION).scores();
    InductionTest.Result result = new InductionTest(KVASIR, LITTLE).run(scores);

    assertThat(result.whole().off()).isEmpty();
    assertThat(result.withoutInduction().off().getFirst().layer())
        .isEqualTo(scores.getFirst().layer());
    assertThat(result.withoutOthers().off().getLast().head()).isEqualTo(scores.getLast().head());
    assertThat(result.withoutOthers().off()).hasSameSizeAs(result.withoutInduction().off());
    assertThat(result.withoutInduction().first()).isNotEqualTo(result.whole().first());
    assertThat(result.whole().first()).isBetween(0.1, 100.0);
  }

  @Test
  void aLargerModelGetsFewerTextsAndTheContextIsKept() {
    SearchExtent extent = SearchExtent.of(KVASIR);

    assertThat(2 * extent.half() + 1).isLessThanOrEqualTo(KVASIR.context());
    assertThat(extent.storyTokens()).isLessThanOrEqualTo(KVASIR.context());
    assertThat(extent.stories()).isPositive();
  }

  @Test
  void theLogarithmOfASoftmaxStandsFarFromZeroToo() {
    float[] logits = {9, 1000, 1000, -1000};

    assertThat(LogSoftmax.of(logits, 1, 2, 0)).isEqualTo(-Math.log(2));
    assertThat(LogSoftmax.of(logits, 1, 3, 2)).isEqualTo(-2000 - Math.log(2));
  }
}
