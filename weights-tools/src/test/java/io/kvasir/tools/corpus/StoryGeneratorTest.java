package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryGeneratorTest {
  @Test
  void theSameSeedTellsTheSameStory() {
    StoryGenerator again = new StoryGenerator(Grammar.standard());
    for (int seed = 0; seed < 200; seed++) {
      assertThat(again.story(seed)).isEqualTo(Corpora.stories(200).get(seed));
    }
  }

  @Test
  void aStoryIsTheSameOnEveryMachine() {
    // Written down once. If the grammar is changed on purpose, these change with it.
    StringBuilder texts = new StringBuilder();
    Corpora.stories(500).forEach(s -> texts.append(s.text()).append(s.bits()).append('\n'));
    assertThat(Long.toHexString(Split.hash(texts.toString()))).isEqualTo("389cb536315e16f");
  }

  @Test
  void tenThousandStoriesAreAllDifferent() {
    Set<String> texts = new HashSet<>();
    Set<Plan> plans = new HashSet<>();
    for (Story story : Corpora.stories(10_000)) {
      texts.add(story.text());
      plans.add(story.plan());
    }
    assertThat(texts).hasSize(10_000);
    assertThat(plans).hasSize(10_000);
  }

  @Test
  void aStreamContinuesAndOtherSeedsGiveOtherStories() {
    List<Story> five = Corpora.GENERATOR.stories(Split.TRAINING, 7).limit(5).toList();
    List<Story> ten = Corpora.GENERATOR.stories(Split.TRAINING, 7).limit(10).toList();
    List<Story> other = Corpora.GENERATOR.stories(Split.TRAINING, 8).limit(10).toList();
    assertThat(ten.subList(0, 5)).isEqualTo(five);
    assertThat(other).doesNotContainAnyElementsOf(ten);
  }

  @Test
  void bitsAreTheInformationOfAllDraws() {
    Choices choices = new Choices(3);
    choices.one(8);
    choices.weighted(new int[] {1, 1, 2});
    int drawn = choices.steps().get(1).option();
    assertThat(choices.bits()).isEqualTo(3 + (drawn == 2 ? 1 : 2), within(1e-12));
  }

  @Test
  void bitsAddUpToTheEntropyOfASmallGrammar() {
    // 2 bits for the name, 1 for the end, 1 more in half of the cases
    Grammar grammar =
        Grammar.parse(
            "small",
            """
            names all she: Mia Anna Lily Emma
            kind girl: pool=all
            rule story
            - let hero: character; {Hero} the {hero.kind} [slept.|ran [home|away].]
            """);
    double sum = 0;
    Set<String> texts = new HashSet<>();
    for (int seed = 0; seed < 4000; seed++) {
      Story story = new StoryGenerator(grammar).story(seed);
      sum += story.bits();
      texts.add(story.text());
    }
    assertThat(sum / 4000).isEqualTo(3.5, within(0.03));
    assertThat(texts).hasSize(12).contains("Mia the girl ran away.");
  }

  @Test
  void everyDrawCanBeSeenInTheText() {
    // If two options of a draw made the same text, the bits would overstate its information.
    for (long seed = 0; seed < 40; seed++) {
      Choices plain = new Choices(seed);
      String text = telling(plain).tell().text();
      List<Choices.Step> steps = plain.steps();
      for (int i = 0; i < steps.size(); i++) {
        for (int ticket = 0; ticket < Math.min(12, steps.get(i).tickets()); ticket++) {
          Choices forced = new Choices(seed, i, ticket);
          String other = telling(forced).tell().text();
          boolean same = forced.steps().get(i).option() == steps.get(i).option();
          assertThat(other.equals(text))
              .as("seed %d, draw %d, ticket %d of %s", seed, i, ticket, text)
              .isEqualTo(same);
        }
      }
    }
  }

  private static Telling telling(Choices choices) {
    return new Telling(Corpora.GRAMMAR, choices, null, false, false);
  }

  @Test
  void everyTemplateIsReached() {
    BitSet reached = new BitSet();
    for (long seed = 0; seed < 40_000 && reached.cardinality() < total(); seed++) {
      Telling telling = Corpora.GENERATOR.telling(seed);
      telling.tell();
      reached.or(telling.alternatives());
    }
    Nodes.walk(
        Corpora.GRAMMAR,
        node -> {
          if (node instanceof Node.Choice choice) {
            for (Alternative alternative : choice.alternatives()) {
              assertThat(reached.get(alternative.id()))
                  .as("%s: %s", alternative.where(), alternative.body())
                  .isTrue();
            }
          }
        });
  }

  private static int total() {
    return Corpora.GRAMMAR.alternatives();
  }
}
