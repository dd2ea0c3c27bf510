package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The written English of the stories. */
class ProseTest {
  private static final Pattern SONG = Pattern.compile("(?s)\"([a-z]+(?: [a-z]+){7})[!.,].*\\1");
  private static final Pattern ARTICLE = Pattern.compile("\\b(a|an) ([a-z]+)");

  @Test
  void aBecomesAnWhereItMust() {
    assertThat(Prose.finish("A owl saw a egg, a unicorn and a honest, useful duck in a hour."))
        .isEqualTo("An owl saw an egg, a unicorn and an honest, useful duck in an hour.");
  }

  @Test
  void spacesAreMended() {
    assertThat(Prose.finish(" One  two \n  three , four . \"And ...\" ? "))
        .isEqualTo("One two\nthree, four. \"And ...\"?");
  }

  @Test
  void articlesAreRight() {
    for (Story story : Corpora.stories(3000)) {
      Matcher matcher = ARTICLE.matcher(story.text());
      while (matcher.find()) {
        String word = matcher.group(2);
        boolean vowel =
            "aeiou".indexOf(word.charAt(0)) >= 0 || word.equals("honest") || word.equals("hour");
        assertThat(matcher.group(1).equals("an"))
            .as(matcher.group() + " in " + story.text())
            .isEqualTo(vowel);
      }
    }
  }

  @Test
  void textsArePlainAndTidy() {
    for (Story story : Corpora.stories(3000)) {
      assertThat(prose(story))
          .matches("[A-Z\"][A-Za-z0-9 \\n.,:;!?'\"-]*[.!]\"?")
          .doesNotContain("  ", " \n", "\n ", "\n\n", " ,", " !", " ?", ",,", "!.", "?.")
          .doesNotContainPattern("[^.] \\.[^.]")
          .doesNotContainPattern("[^.]\\.\\.[^.]")
          .doesNotContainPattern("\\b(\\w+) \\1\\b(?<!had had)");
      assertThat(story.text().chars().filter(c -> c == '"').count() % 2).as(story.text()).isZero();
    }
  }

  @Test
  void everySentenceBeginsWithACapitalAndEnds() {
    for (Story story : Corpora.stories(3000)) {
      for (String paragraph : prose(story).split("\n", -1)) {
        assertThat(paragraph).as(story.text()).matches("(?s)[\"A-Z].*[.!?]\"?");
        assertThat(paragraph).as(story.text()).doesNotContainPattern("[^.][.!?] [a-z]");
        assertThat(paragraph).as(story.text()).doesNotContainPattern("[.!?] \"[a-z]");
        assertThat(paragraph).as(story.text()).doesNotContainPattern("[a-z,] (She|He|The|A) ");
      }
    }
  }

  @Test
  void songsHaveEightWordsAndAreSungAgain() {
    List<String> songs =
        Corpora.stories(3000).stream()
            .map(story -> SONG.matcher(story.text()))
            .filter(Matcher::find)
            .map(song -> song.group(1))
            .toList();

    assertThat(songs).hasSizeBetween(150, 350).doesNotHaveDuplicates();
    for (String song : songs) {
      assertThat(song.split(" ", -1)).as(song).hasSize(8).doesNotHaveDuplicates();
    }
  }

  /** A story whose song, which has no sense and no capitals, is a single word. */
  private static String prose(Story story) {
    Matcher song = SONG.matcher(story.text());
    return song.find() ? story.text().replace(song.group(1), "La") : story.text();
  }

  @Test
  void storiesHaveSixtyTo250Words() {
    for (Story story : Corpora.stories(10_000)) {
      assertThat(story.text().split("\\s+", -1).length).isBetween(60, 250);
    }
  }

  /** Such as a weight of the grammar that was taken for text. */
  @Test
  void noStoryHasAFigure() {
    for (Story story : Corpora.stories(10_000)) {
      assertThat(story.text()).doesNotContainPattern("[0-9]");
    }
  }
}
