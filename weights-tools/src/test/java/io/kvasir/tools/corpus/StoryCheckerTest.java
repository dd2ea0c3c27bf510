package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoryCheckerTest {
  private static final StoryChecker CHECKER = new StoryChecker(Corpora.GRAMMAR);

  @Test
  void everyGeneratedStoryIsAccepted() {
    for (Story story : Corpora.stories(10_000)) {
      Verdict verdict = CHECKER.check(story.text());
      assertThat(verdict.problems()).as(story.text()).isEmpty();
      assertThat(verdict.ended()).as(story.text()).isTrue();
    }
  }

  @Test
  void everyBeginningOfAStoryIsAccepted() {
    for (Story story : Corpora.stories(150)) {
      for (Word word : Word.of(story.text())) {
        String prefix = story.text().substring(0, word.from()).stripTrailing();
        assertThat(CHECKER.check(prefix).problems()).as(prefix).isEmpty();
      }
    }
  }

  /** One mention of a name, an object or a place is swapped for another one of the grammar. */
  @Test
  void atLeast97OfHundredSwapsAreFound() {
    CheckerRates rates = CheckerRates.measure(2000);

    assertThat(rates.accepted()).isEqualTo(1);
    assertThat(rates.names()).isGreaterThan(0.97);
    assertThat(rates.objects()).isGreaterThan(0.97);
    assertThat(rates.places()).isGreaterThan(0.97);
  }

  @Test
  void reasonsNameTheWordAndTheSentence() {
    String start = "Once upon a time, there was a brave girl named Mia. She had a red ball.";
    assertThat(CHECKER.check(start + " Mia took the kite.").problems())
        .containsExactly(new Verdict.Problem(3, "kite", "the kite was never introduced"));
    assertThat(CHECKER.check(start + " Then Tom came.").problems())
        .containsExactly(new Verdict.Problem(3, "Tom", "Tom was never introduced"));
    assertThat(CHECKER.check(start + " The blue ball was gone.").problems())
        .containsExactly(new Verdict.Problem(3, "ball", "the ball was red, now it is blue"));
    assertThat(CHECKER.check(start + " He was sad.").problems())
        .containsExactly(new Verdict.Problem(3, "He", "nobody is known who could be 'he'"));
    assertThat(CHECKER.check(start + " A boy named Mia came.").problems())
        .containsExactly(new Verdict.Problem(3, "Mia", "the name Mia is given a second time"));
    assertThat(CHECKER.check(start + " Then Mia looked at Mia.").problems())
        .containsExactly(new Verdict.Problem(3, "Mia", "Mia stands twice where two are meant"));
    assertThat(CHECKER.check(start + " Then Mia and Mia sat down.").consistent()).isFalse();
    assertThat(CHECKER.check(start + " Mia looked up, and Mia smiled.").consistent()).isTrue();
    assertThat(CHECKER.check(start + " Mia sat down because Mia was tired.").consistent()).isTrue();
    assertThat(CHECKER.check(start + " Mia said \"Mia!\"").consistent()).isTrue();
    assertThat(CHECKER.check(start + " She went into the forest.").problems())
        .extracting(Verdict.Problem::word)
        .containsExactly("forest");
    assertThat(CHECKER.check(start + " Mia met a boy named Tom. Tom saw the ball.").consistent())
        .isTrue();
  }

  @Test
  void anotherListIsFound() {
    String start = "Mia was a girl. She said, \"Bread, milk and honey.\" ";
    assertThat(CHECKER.check(start + "She bought the milk.").consistent()).isTrue();
    assertThat(CHECKER.check(start + "She bought the butter.").problems())
        .containsExactly(new Verdict.Problem(3, "butter", "butter was not on the list"));
  }

  @Test
  void anotherSongIsFound() {
    String start = "Tick, tock! A girl named Mia sang: \"dum lalli bim.\" ";
    assertThat(CHECKER.check(start + "Then she sang \"bim lalli dum!\"").consistent()).isTrue();
    assertThat(CHECKER.check(start + "Then she sang \"dum lalli bom!\"").problems())
        .containsExactly(new Verdict.Problem(3, "bom", "bom was not in the song"));
  }

  @Test
  void inventedNamesAreFound() {
    String start = "Mia was a girl. ";
    assertThat(CHECKER.check(start + "Then Miam came.").consistent()).isFalse();
    assertThat(CHECKER.check(start + "Blorp came.").consistent()).isFalse();
    assertThat(CHECKER.check(start + "A giant named Blorp came. Blorp sat down.").consistent())
        .isTrue();
  }

  @Test
  void anOpeningFromOutsideIsNotJudged() {
    String opening = "The train to Berlin had left. Jonas and Ayla stood in the rain with the box.";
    assertThat(CHECKER.check(opening, " Ayla opened the box. He laughed.").consistent()).isTrue();
    assertThat(CHECKER.check(opening, " Ayla opened the chest.").consistent()).isFalse();
  }

  @Test
  void aCutTextHasNotEnded() {
    assertThat(CHECKER.check("Mia was a girl. She").ended()).isFalse();
    assertThat(CHECKER.check("Mia was a girl. The end.").ended()).isTrue();
    assertThat(CHECKER.check("").ended()).isFalse();
  }
}
