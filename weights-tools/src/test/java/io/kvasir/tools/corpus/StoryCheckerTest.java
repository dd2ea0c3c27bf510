package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
  void atLeast98OfHundredSwapsAreFound() {
    List<Set<String>> classes =
        List.of(
            Corpora.GRAMMAR.names(),
            Corpora.GRAMMAR.nouns(EntityType.OBJECT),
            Corpora.GRAMMAR.nouns(EntityType.PLACE));
    Random random = new Random(11);
    for (Set<String> words : classes) {
      int swaps = 0;
      int found = 0;
      for (Story story : Corpora.stories(4000)) {
        String swapped = swap(story.text(), words, random);
        if (!swapped.isEmpty()) {
          swaps++;
          found += CHECKER.check(swapped).consistent() ? 0 : 1;
        }
      }
      assertThat(swaps).isGreaterThan(3000);
      assertThat((double) found / swaps).isGreaterThan(0.97);
    }
  }

  /** The text with one mention changed; "" if nothing of the kind is mentioned. */
  private static String swap(String text, Set<String> words, Random random) {
    List<Word> mentions =
        Word.of(text).stream()
            .filter(w -> words.contains(w.text()) || words.contains(w.lower()))
            .toList();
    if (mentions.isEmpty()) {
      return "";
    }
    Word mention = mentions.get(random.nextInt(mentions.size()));
    List<String> others = new ArrayList<>(words);
    others.remove(mention.text());
    others.remove(mention.lower());
    String other = others.get(random.nextInt(others.size()));
    String word = mention.capital() ? Prose.capital(other) : other;
    return Prose.finish(text.substring(0, mention.from()) + word + text.substring(mention.to()));
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
