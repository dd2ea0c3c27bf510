package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private static final String START = "names all she: Mia\nkind girl: pool=all tag\nrule story\n";

  @Test
  void nounsAndNamesAreCastAndNeverWrittenOut() {
    Set<String> nouns = new HashSet<>();
    for (EntityType type : EntityType.values()) {
      nouns.addAll(Corpora.GRAMMAR.nouns(type));
    }
    Set<String> literals = new HashSet<>();
    Corpora.GRAMMAR.literals().forEach(text -> literals.addAll(Prose.words(text)));
    assertThat(literals).hasSizeGreaterThan(1000).doesNotContainAnyElementsOf(nouns);
    Set<String> words = new HashSet<>(literals);
    words.addAll(nouns);
    assertThat(Corpora.GRAMMAR.names())
        .hasSizeGreaterThan(100)
        .allMatch(name -> !words.contains(name.toLowerCase(Locale.ROOT)));
  }

  @Test
  void theVocabularyIsOneThatASmallModelCanLearn() {
    assertThat(Corpora.GRAMMAR.vocabulary()).hasSizeBetween(1500, 2500);
  }

  @Test
  void anObjectHasOneWayToLook() {
    Set<String> looks = Set.of("color", "shiny", "cloth", "wood", "paper", "natural");
    assertThat(Corpora.GRAMMAR.entities(EntityType.OBJECT))
        .allMatch(e -> e.tags().stream().filter(looks::contains).count() <= 1);
  }

  @Test
  void thereAreMoreThanAMillionBillionStories() {
    assertThat(DistinctStories.lowerBound(Corpora.GRAMMAR, 300, 1))
        .isGreaterThan(new BigInteger("1000000000000000"));
  }

  @Test
  void theBoundOfASmallGrammarIsReached() {
    Grammar grammar =
        Grammar.parse(
            "small",
            """
            names all she: Mia Anna Lily
            kind girl: pool=all many
            rule story
            - let one: character; let two: character; {One} and {two}, a {one.kind}, a {two.kind}, [ran|sat|ran home].
            """);
    Set<String> texts = new HashSet<>();
    for (int seed = 0; seed < 2000; seed++) {
      texts.add(new StoryGenerator(grammar).story(seed).text());
    }
    assertThat(texts).hasSize(18);
    // (3 - 1) names for each of the two, 2 texts of one word
    assertThat(DistinctStories.lowerBound(grammar, 50, 0).intValueExact()).isEqualTo(8);
  }

  @Test
  void faultsAreSaidWithFileAndLine() {
    assertFault("- <gone>", "no rule 'gone'");
    assertFault("- [one|two", "a choice is not closed by ']'");
    assertFault("- {hero", "'{' is not closed by '}'");
    assertFault("- two]", "found ']', wanted the end");
    assertFault("- let hero: dinosaur; x", "unknown type 'dinosaur' to draw");
    assertFault("- let hero: character odd; x", "nothing has the tag 'odd'");
    assertFault("- (hero was here) x", "cannot read the guard 'hero was here'");
    assertFault("- x\nrule other\n- y", "nobody uses rule other");
    assertFault("- <a>\nrule a\n- <b>\nrule b\n- <a>", "rule a calls itself: [story, a, b]");
    assertFault("- <a>\nrule a who\n- x", "rule a wants the roles [who]");
    assertFault("- (hero may fly home) x", "no scene 'fly'");
    assertFault("- x\nhello", "cannot read the line 'hello'");
    assertFault("- let hero: character; {hero.odd}", "no rule 'odd'");
  }

  private static void assertFault(String rest, String what) {
    assertThatThrownBy(() -> Grammar.parse("faulty", START + rest))
        .isInstanceOf(GrammarException.class)
        .hasMessageStartingWith("faulty:")
        .hasMessageEndingWith(what)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aRoleThatIsNotCastIsSaidWhenTold() {
    Grammar grammar = Grammar.parse("faulty", START + "- {hero} slept.");
    assertThatThrownBy(() -> new StoryGenerator(grammar).story(1))
        .isInstanceOf(GrammarException.class)
        .hasMessage("faulty:4: role 'hero' is not cast here");
  }

  @Test
  void anAlternativeIsClosedWhenNobodyIsLeftForIt() {
    Grammar grammar =
        Grammar.parse(
            "rare",
            """
            names all she: Mia Anna
            kind mouse: pool=all
            rule story
            - let one: character; {One} <other>
            rule other
            - let two: character; met {two}.
            - was alone.
            """);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(new StoryGenerator(grammar).story(seed).text()).endsWith(" was alone.");
    }
  }

  @Test
  void guardsAskForTagsRolesAndPronouns() {
    Grammar grammar =
        Grammar.parse(
            "guards",
            """
            names girls she: Mia Anna
            names boys he: Tom
            kind girl: pool=girls human many
            kind boy: pool=boys human
            kind fox: pool=boys wild
            rule story
            - let a: character human; let b: character human; {a} {b} <like a b> <home> <move> <home>
            rule like a b
            - (a like b) like
            - (not a like b, a is human, not b is wild) unlike
            rule move
            - set home;
            rule home
            - (home) home
            - (not home) away
            """);
    for (int seed = 0; seed < 100; seed++) {
      List<String> words = List.of(new StoryGenerator(grammar).story(seed).text().split(" ", -1));
      boolean like = !words.contains("Tom");
      assertThat(words.subList(2, 5)).containsExactly(like ? "like" : "unlike", "away", "home");
    }
  }
}
