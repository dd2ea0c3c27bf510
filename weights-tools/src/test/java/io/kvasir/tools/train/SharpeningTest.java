package io.kvasir.tools.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import io.kvasir.tools.train.tokenizer.BpeTrainer;
import io.kvasir.tools.train.tokenizer.TrainedVocabulary;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SharpeningTest {
  private static final Grammar GRAMMAR = Grammar.standard();
  private static final TrainedVocabulary VOCABULARY =
      BpeTrainer.train(
          new StoryGenerator(GRAMMAR).stories(Split.TRAINING, 1).limit(1000).map(Story::text),
          2000,
          Trainer.END);
  private static final Segmentation SEGMENTATION = Segmentation.of("test", VOCABULARY);
  private static final Sharpening SHARPENING = new Sharpening(SEGMENTATION, GRAMMAR);

  private static final float ANY = 1e-4f;
  private static final float UNTOLD = 1e-2f;
  private static final float WRONG = 0.2f;
  private static final float TWICE = 1;

  /** One window of stories, and the text after its last token. */
  private static Batches.Batch batch(String... stories) {
    long[] ids =
        Arrays.stream(stories)
            .flatMapToInt(story -> Arrays.stream(SEGMENTATION.whole().encode(story, true, false)))
            .asLongStream()
            .toArray();
    float[] weights = new float[ids.length - 1];
    Arrays.fill(weights, 1);
    return new Batches.Batch(
        new long[][] {Arrays.copyOf(ids, ids.length - 1)},
        new long[][] {Arrays.copyOfRange(ids, 1, ids.length)},
        new float[][] {weights});
  }

  private static int token(String text) {
    int[] ids = SEGMENTATION.whole().encode(text, false, false);
    assertThat(ids).as(text).hasSize(1);
    return ids[0];
  }

  /** The pressure on a token in the place of the last one. */
  private static float last(String token, String... stories) {
    float[][] pressure = SHARPENING.pressure(batch(stories));
    return pressure[pressure.length - 1][token(token)];
  }

  @Test
  void everythingIsUnderALittlePressure() {
    float[][] pressure = SHARPENING.pressure(batch("One day,", "It was"));

    assertThat(pressure[0]).hasSize(VOCABULARY.tokens().size());
    for (float[] place : pressure) {
      assertThat(place).containsOnly(ANY);
    }
  }

  @Test
  void whereANameOrAThingComesBackWhatWasNotToldIsUnderMore() {
    for (String back : new String[] {" Mia", " kite"}) {
      String text = "A girl named Mia had a kite. One day," + back;
      assertThat(last(" Tom", text)).isEqualTo(UNTOLD);
      assertThat(last("Tom", text)).isEqualTo(UNTOLD);
      assertThat(last(" drum", text)).isEqualTo(UNTOLD);
      assertThat(last(" Mia", text)).isEqualTo(ANY);
      assertThat(last(" kite", text)).isEqualTo(ANY);
      assertThat(last(" the", text)).isEqualTo(ANY);
    }
  }

  @Test
  void whereANameIsNewThoseThatAreTakenAreUnderMost() {
    String text = "A girl named Mia met a boy named Tom";

    assertThat(last(" Mia", text)).isEqualTo(WRONG);
    assertThat(last(" Tom", text)).isEqualTo(ANY);
    assertThat(last(" girl", text)).isEqualTo(ANY);
  }

  @Test
  void whereANameStandsTheOthersOfItsClauseAreUnderMost() {
    String told = "A girl named Mia met a boy named Tom.";

    assertThat(last(" Mia", told + " Mia looked at Tom")).isEqualTo(TWICE);
    assertThat(last(" Mia", told + " Mia and Tom")).isEqualTo(TWICE);
    assertThat(last(" Mia", told + " Mia looked up, and Tom")).isEqualTo(ANY);
    assertThat(last(" Mia", told + " Mia looked up because Tom")).isEqualTo(ANY);
  }

  @Test
  void aWordOfASongThatWasSungIsNotANewOne() {
    String song = "A girl named Mia sang: \"zing tum hoo";

    assertThat(last(" tum", song)).isEqualTo(WRONG);
    assertThat(last(" hoo", song)).isEqualTo(ANY);
    assertThat(last(" Mia", song)).isEqualTo(ANY);
    assertThat(last(" tum", song + ".\" Tom sang: \"zing tum hoo")).isEqualTo(ANY);
  }

  @Test
  void aPronounThatNobodyHasIsUnderMost() {
    String mia = "A girl named Mia sat down. Then she";

    assertThat(last(" he", mia)).isEqualTo(WRONG);
    assertThat(last(" his", mia)).isEqualTo(WRONG);
    assertThat(last(" her", mia)).isEqualTo(ANY);
    assertThat(last(" he", "A girl named Mia met a boy. Then she")).isEqualTo(ANY);
    assertThat(last(" she", "A boy named Tom sat down. Then he")).isEqualTo(WRONG);
  }

  @Test
  void aNewThingMayBeAnyOneAndAGirlMayMeetAnother() {
    assertThat(last(" drum", "A girl named Mia had a kite")).isEqualTo(ANY);
    assertThat(last(" boy", "A girl named Mia met a girl")).isEqualTo(ANY);
  }

  @Test
  void theNextStoryHasToldNothingYet() {
    assertThat(last(" Tom", "A girl named Mia sat down.", "A girl named Mia")).isEqualTo(ANY);
  }

  /** Of a story that begins in parts of words nobody knows what it has told. */
  @Test
  void whatIsOnlyReadIsUnderNoPressureAndItsStoryRulesNothingOut() {
    Batches.Batch batch = batch("A girl named Mia sat down. Then Mia", "A girl named Mia met Mia");
    batch.weights()[0][0] = 0;
    float[][] pressure = SHARPENING.pressure(batch);
    int next =
        1 + SEGMENTATION.whole().encode("A girl named Mia sat down. Then Mia", false, false).length;

    assertThat(pressure[0]).containsOnly(0);
    for (int place = 1; place < next; place++) {
      assertThat(pressure[place]).containsOnly(ANY);
    }
    assertThat(pressure[pressure.length - 1][token(" Tom")]).isEqualTo(UNTOLD);
  }

  /** Both learn the same text; to one no word is a name, so that nothing is ruled out. */
  @Test
  @Tag("torch")
  void whatAStoryRulesOutBecomesRarer() {
    Grammar nameless = Grammar.parse("nameless", "rule story\n- It was a quiet day.\n");
    Sharpening knowsNobody = new Sharpening(SEGMENTATION, nameless);

    assertThat(lossOfTheUntold(SHARPENING)).isGreaterThan(lossOfTheUntold(knowsNobody));
  }

  private static double lossOfTheUntold(Sharpening sharpening) {
    ModelSize size = new ModelSize(VOCABULARY.tokens().size(), 32, 2, 2, 1, 16, 64, 96);
    Recipe recipe =
        new Recipe(size, 7, 60, 10, 10, 96, 0, 96, 96, 1, 5e-2, 4, 133, 20, 0.1, 1, 0, 1);
    try (Training training = new Training(Engine.getEngine("PyTorch"), recipe, sharpening)) {
      for (int step = 0; step < 10; step++) {
        training.next(batch("A girl named Mia sat down. Then Mia"));
      }
      return training.measure(last(batch("A girl named Mia sat down. Then Tom")));
    }
  }

  /** Only the last target counts. */
  private static Batches.Batch last(Batches.Batch batch) {
    Arrays.fill(batch.weights()[0], 0, batch.weights()[0].length - 1, 0);
    return batch;
  }

  /** What is learned before does not depend on the steps that sharpen. */
  @Test
  @Tag("torch")
  void nothingPressesBeforeTheStepsThatSharpen() {
    Batches.Batch text = batch("A girl named Mia sat down. Then Mia");
    ModelSize size = new ModelSize(VOCABULARY.tokens().size(), 32, 2, 2, 1, 16, 64, 96);
    Recipe plain = new Recipe(size, 7, 60, 5, 0, 96, 0, 96, 96, 1, 5e-3, 4, 133, 2, 0.1, 1, 0, 1);
    Recipe sharpens =
        new Recipe(size, 7, 60, 8, 3, 96, 0, 96, 96, 1, 5e-3, 4, 133, 2, 0.1, 1, 0, 1);
    Engine engine = Engine.getEngine("PyTorch");
    try (Training one = new Training(engine, plain, SHARPENING);
        Training two = new Training(engine, sharpens, SHARPENING)) {
      for (int step = 0; step < 5; step++) {
        assertThat(two.next(text)).isEqualTo(one.next(text));
      }
      one.state()
          .forEach(
              (name, values) -> assertThat(two.state().get(name)).as(name).containsExactly(values));
    }
  }
}
