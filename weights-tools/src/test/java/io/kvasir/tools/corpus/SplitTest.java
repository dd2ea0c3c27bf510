package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void aStreamHasStoriesOfItsSetOnly() {
    assertThat(Corpora.GENERATOR.stories(Split.EVALUATION, 5).limit(50))
        .allMatch(s -> s.plan().split() == Split.EVALUATION);
    assertThat(Corpora.GENERATOR.stories(Split.TRAINING, 5).limit(500))
        .allMatch(s -> s.plan().split() == Split.TRAINING);
  }

  @Test
  void oneOfSixtyFourStoriesIsForEvaluation() {
    long held =
        Corpora.stories(10_000).stream().filter(s -> s.plan().split() == Split.EVALUATION).count();
    assertThat(held).isBetween(115L, 200L); // 156 expected, 12.4 standard deviation
  }

  /**
   * The set of a story can be told from its text alone: it depends on the names and nouns of the
   * plan, which are exactly the names and nouns of the text. So no text can be in both sets.
   */
  @Test
  void theTextTellsWhatTheSetDependsOn() {
    Set<String> nouns =
        List.of(EntityType.values()).stream()
            .flatMap(t -> Corpora.GRAMMAR.nouns(t).stream())
            .collect(Collectors.toSet());
    for (Story story : Corpora.stories(3000)) {
      Set<String> planned =
          story.plan().parts().stream()
              .flatMap(p -> List.of(p.word(), p.kind()).stream())
              .collect(Collectors.toSet());
      Set<String> told =
          Word.of(story.text()).stream()
              .map(w -> Corpora.GRAMMAR.names().contains(w.text()) ? w.text() : w.lower())
              .filter(w -> Corpora.GRAMMAR.names().contains(w) || nouns.contains(w))
              .collect(Collectors.toSet());
      assertThat(told).as(story.text()).isEqualTo(planned);
    }
  }

  @Test
  void theOrderOfThePartsDoesNotMatter() {
    List<Plan.Part> parts = new ArrayList<>(Corpora.stories(1).get(0).plan().parts());
    Split split = new Plan("x", parts).split();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(parts, new Random(i));
      assertThat(new Plan("y", parts).split()).isEqualTo(split);
    }
  }
}
