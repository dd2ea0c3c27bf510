package io.kvasir.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each step against a distribution worked out by hand. */
class SamplerStepTest {
  /** Logits of the probabilities 0.1, 0.4, 0.2, 0.05, 0.25 of the tokens 0 to 4. */
  private static final float[] LOGITS = logs(0.1, 0.4, 0.2, 0.05, 0.25);

  @Test
  void topKKeepsTheBestInFallingOrder() {
    assertThat(left(new TopK(3), LOGITS)).containsExactly(1, 4, 2);
  }

  @Test
  void topKOfOneKeepsTheBest() {
    assertThat(left(new TopK(1), LOGITS)).containsExactly(1);
  }

  @Test
  void topKBeyondTheVocabularyKeepsAll() {
    assertThat(left(new TopK(100), LOGITS)).containsExactly(1, 4, 2, 0, 3);
  }

  @Test
  void topKPrefersTheLowerIdAmongEqualLogits() {
    assertThat(left(new TopK(3), new float[] {1, 2, 1, 2, 1, 1})).containsExactly(1, 3, 0);
  }

  @Test
  void topKOfAnOrderedListKeepsItsBeginning() {
    Candidates candidates = begin(LOGITS);
    new TopK(4).apply(candidates);
    new TopK(2).apply(candidates);
    assertThat(ids(candidates)).containsExactly(1, 4);
  }

  @Test
  void topPKeepsTheFewestTokensThatReachTheSum() {
    assertThat(left(new TopP(0.39), LOGITS)).containsExactly(1); // 0.40
    assertThat(left(new TopP(0.41), LOGITS)).containsExactly(1, 4); // 0.65
    assertThat(left(new TopP(0.84), LOGITS)).containsExactly(1, 2, 4); // 0.85
    assertThat(left(new TopP(0.86), LOGITS)).containsExactly(0, 1, 2, 4); // 0.95
    assertThat(left(new TopP(0.96), LOGITS)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void topPOfZeroKeepsTheBest() {
    assertThat(left(new TopP(0), LOGITS)).containsExactly(1);
  }

  @Test
  void topPCountsOnlyWhatIsLeft() {
    Candidates candidates = begin(LOGITS);
    new TopK(2).apply(candidates); // 0.40 and 0.25: 0.615 and 0.385 of what is left
    new TopP(0.6).apply(candidates);
    assertThat(ids(candidates)).containsExactly(1);
  }

  @Test
  void topPCutsEqualLogitsByRisingId() {
    assertThat(left(new TopP(0.5), new float[] {3, 3, 3, 3})).containsExactly(0, 1);
  }

  @Test
  void minPKeepsAShareOfTheBestInTheOrderOfIds() {
    assertThat(left(new MinP(0.24), LOGITS)).containsExactly(0, 1, 2, 4); // 0.24 · 0.4 = 0.096
    assertThat(left(new MinP(0.51), LOGITS)).containsExactly(1, 4); // 0.204
    assertThat(left(new MinP(0.9), LOGITS)).containsExactly(1);
  }

  @Test
  void minPOfOneKeepsTheBestAndItsEquals() {
    assertThat(left(new MinP(1), new float[] {1, 2, 0, 2})).containsExactly(1, 3);
  }

  @Test
  void temperatureDividesTheDistanceToTheBest() {
    Candidates candidates = begin(new float[] {1, 3, 2});
    new Temperature(0.5).apply(candidates);
    assertThat(List.of(candidates.logit(0), candidates.logit(1), candidates.logit(2)))
        .containsExactly(-4f, 0f, -2f);
  }

  @Test
  void aTinyTemperatureLeavesTheBestAlone() {
    SamplerSpec spec = SamplerSpec.defaults().topK(0).topP(1).minP(0).temperature(1e-300).seed(1);
    assertThat(spec.sampler(5).sample(LOGITS, 0, SamplerObserver.NONE)).isEqualTo(1);
  }

  @Test
  void repetitionPenaltyLowersBothSigns() {
    RepetitionPenalty penalty = new RepetitionPenalty(2, 4);
    penalty.accept(0);
    penalty.accept(1);
    penalty.accept(1); // twice is no worse than once
    Candidates candidates = begin(new float[] {3, -3, 3, -3});
    penalty.apply(candidates);
    assertThat(
            List.of(
                candidates.logit(0), candidates.logit(1), candidates.logit(2), candidates.logit(3)))
        .containsExactly(1.5f, -6f, 3f, -3f);
  }

  @Test
  void anExtremePenaltyStaysFinite() {
    SamplerSpec spec = SamplerSpec.defaults().repetitionPenalty(3e38).seed(1);
    Sampler sampler = spec.sampler(2);
    sampler.accept(0);
    sampler.accept(1);
    assertThat(sampler.sample(new float[] {-3, -4}, 0, SamplerObserver.NONE)).isBetween(0, 1);
  }

  @Test
  void greedyTakesTheLowestIdOfEquals() {
    assertThat(left(new Greedy(), new float[] {1, 5, 2, 5})).containsExactly(1);
  }

  @Test
  void temperatureZeroIsGreedyAfterThePenalty() {
    Sampler sampler = SamplerSpec.greedy().repetitionPenalty(2).sampler(3);
    float[] logits = {1, 3, 2};
    assertThat(sampler.sample(logits, 0, SamplerObserver.NONE)).isEqualTo(1);
    sampler.accept(1);
    assertThat(sampler.sample(logits, 0, SamplerObserver.NONE)).isEqualTo(2);
    assertThat(logits).containsExactly(1, 3, 2);
  }

  @Test
  void impossibleTokensAreNeverDrawn() {
    float[] logits = {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY, 0};
    Sampler sampler = SamplerSpec.defaults().topK(0).topP(1).minP(0).seed(3).sampler(4);
    for (int i = 0; i < 1000; i++) {
      assertThat(sampler.sample(logits, 0, SamplerObserver.NONE)).isIn(1, 3);
    }
  }

  @Test
  void logitsWithoutAFiniteOneAreRefused() {
    float[] nothing = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    float[] notNumbers = {Float.NaN, Float.NaN};
    for (SamplerSpec spec : List.of(SamplerSpec.defaults(), SamplerSpec.greedy())) {
      for (float[] logits : List.of(nothing, notNumbers)) {
        assertThatThrownBy(() -> spec.sampler(2).sample(logits, 0, SamplerObserver.NONE))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("finite");
      }
    }
  }

  @Test
  void logitsAreReadFromTheirOffset() {
    float[] rows = {9, 0, 0, 0, 0, 7};
    assertThat(SamplerSpec.greedy().sampler(3).sample(rows, 3, SamplerObserver.NONE)).isEqualTo(2);
  }

  static float[] logs(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(probabilities[i]);
    }
    return logits;
  }

  private static Candidates begin(float[] logits) {
    Candidates candidates = new Candidates(logits.length);
    candidates.begin(logits, 0);
    return candidates;
  }

  private static List<Integer> left(SamplerStep step, float[] logits) {
    Candidates candidates = begin(logits);
    step.apply(candidates);
    return ids(candidates);
  }

  static List<Integer> ids(Candidates candidates) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      ids.add(candidates.id(i));
    }
    return ids;
  }
}
