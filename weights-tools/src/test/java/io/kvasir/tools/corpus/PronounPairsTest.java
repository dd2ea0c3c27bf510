package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PronounPairsTest {
  private static final List<PronounPair> PAIRS = new PronounPairs(Corpora.GRAMMAR).standard();

  @Test
  void thereAreFiveHundredAlwaysTheSame() {
    assertThat(PAIRS).hasSize(PronounPairs.COUNT).doesNotHaveDuplicates();
    assertThat(new PronounPairs(Grammar.standard()).standard()).isEqualTo(PAIRS);
    assertThat(PAIRS.stream().filter(PronounPair::bare).count()).isEqualTo(250);
    assertThat(PAIRS.stream().map(PronounPair::scene).distinct().count()).isGreaterThan(20);
    assertThat(PAIRS.stream().map(PronounPair::pronoun).distinct())
        .containsExactlyInAnyOrder("it", "she", "he");
  }

  @Test
  void swappingTheAdjectiveFlipsTheAnswer() {
    for (PronounPair pair : PAIRS) {
      assertThat(pair.one().right()).isEqualTo(pair.two().wrong()).isNotEqualTo(pair.two().right());
      assertThat(pair.one().wrong()).isEqualTo(pair.two().right());
      assertThat(pair.one().text()).isNotEqualTo(pair.two().text());
    }
  }

  @Test
  void aPairReadsLikeAText() {
    for (PronounPair pair : PAIRS) {
      assertThat(pair.beginning()).endsWith(" because " + pair.pronoun() + " was");
      String sentence = pair.beginning().substring(pair.beginning().lastIndexOf('.') + 1);
      for (PronounPair.Continuation end : List.of(pair.one(), pair.two())) {
        assertThat(sentence).contains(end.right().strip()).contains(end.wrong().strip());
        assertThat(end.text()).startsWith(" ").doesNotEndWith(" ").contains(".");
        assertThat(end.right()).matches(" [A-Za-z]+");
        assertThat(pair.beginning() + end.text() + end.right())
            .matches("[\\x20-\\x7e\\n]+")
            .doesNotContain("  ");
      }
    }
  }

  @Test
  void noStoryTellsAPair() {
    Set<String> sentences = new HashSet<>();
    for (PronounPair pair : PAIRS) {
      String text = pair.beginning();
      int from =
          Math.max(
              text.lastIndexOf(". "), Math.max(text.lastIndexOf("! "), text.lastIndexOf("? ")));
      sentences.add(from < 0 ? text : text.substring(from + 2));
    }
    assertThat(sentences).hasSizeGreaterThan(480);
    for (Story story : Corpora.stories(10_000)) {
      for (String sentence : story.text().split("(?<=[.!?]) |\n", -1)) {
        int because = sentence.indexOf(" was", Math.max(0, sentence.indexOf(" because ")));
        if (because > 0) {
          assertThat(sentences).doesNotContain(sentence.substring(0, because + 4));
        }
      }
    }
  }

  @Test
  void noAdjectiveStandsOnBothSides() {
    for (Scene scene : Corpora.GRAMMAR.scenes()) {
      Set<String> first = adjectives(scene.part("first"));
      assertThat(first).hasSize(5).doesNotContainAnyElementsOf(adjectives(scene.part("second")));
      assertThat(adjectives(scene.part("second"))).hasSize(5);
    }
  }

  private static Set<String> adjectives(Node part) {
    Set<String> texts = new HashSet<>();
    Nodes.walk(
        part,
        node -> {
          if (node instanceof Node.Text text) {
            texts.add(text.text());
          }
        });
    return texts;
  }
}
