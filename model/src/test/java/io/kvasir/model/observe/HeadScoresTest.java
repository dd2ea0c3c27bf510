package io.kvasir.model.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadScoresTest {
  private static final int[] TOKENS = {7, 4, 5, 7, 4};

  private static List<Integer> targets(AttentionTarget target, int query) {
    return IntStream.rangeClosed(0, query).filter(key -> target.test(query, key)).boxed().toList();
  }

  @Test
  void whereEachKindOfHeadLooks() {
    assertThat(targets(AttentionTarget.previousToken(), 3)).containsExactly(2);
    assertThat(targets(AttentionTarget.previousToken(), 0)).isEmpty();
    assertThat(targets(AttentionTarget.sink(), 3)).containsExactly(0);
    assertThat(targets(AttentionTarget.sink(), 0)).isEmpty();
    assertThat(targets(AttentionTarget.duplicateToken(TOKENS), 4)).containsExactly(1);
    assertThat(targets(AttentionTarget.duplicateToken(TOKENS), 2)).isEmpty();
    assertThat(targets(AttentionTarget.induction(TOKENS), 3)).containsExactly(1);
    assertThat(targets(AttentionTarget.induction(TOKENS), 4)).containsExactly(2);
    assertThat(targets(AttentionTarget.induction(TOKENS), 2)).isEmpty();
    assertThat(targets(AttentionTarget.link(3, 0, 2), 3)).containsExactly(0, 2);
    assertThat(targets(AttentionTarget.link(3, 0, 2), 4)).isEmpty();
  }

  @Test
  void aScoreIsTheMeanWeightOverQueriesThatHaveTargets() {
    HeadScores scores = new HeadScores();
    Observer observer = scores.observer(AttentionTarget.previousToken());
    observer.attention(0, 0, 0, 0, new float[] {1}, 0, 1); // no position before
    observer.attention(0, 0, 0, 1, new float[] {0.25f, 0.75f}, 0, 2);
    observer.attention(0, 0, 0, 2, new float[] {0.5f, 0.75f - 0.5f, 0.25f}, 0, 3);
    observer.attention(1, 1, 0, 2, new float[] {0.9f, 0.1f, 7}, 1, 2); // sees from position 1 on

    List<HeadScores.Score> found = scores.scores();

    assertThat(found).hasSize(2);
    assertThat(found.get(0).layer()).isEqualTo(1);
    assertThat(found.get(0).head()).isEqualTo(1);
    assertThat(found.get(0).score()).isCloseTo(0.9, within(1e-6));
    assertThat(found.get(1).score()).isCloseTo(0.25, within(1e-6));
    assertThat(found.get(1).even()).isCloseTo((1 / 2.0 + 1 / 3.0) / 2, within(1e-9));
    assertThat(found.get(1).queries()).isEqualTo(2);
  }
}
