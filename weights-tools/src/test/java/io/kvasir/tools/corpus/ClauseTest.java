package io.kvasir.tools.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClauseTest {
  @Test
  void stopsQuotesLinesAndJoiningWordsEndAClause() {
    for (String end : new String[] {".", ", ", "?\"", " \"", "\n", "<|story|>"}) {
      assertThat(Clause.endsAt(end)).as(end).isTrue();
    }
    for (String word : new String[] {"because", " but", "While", " when", "who", "that", "so"}) {
      assertThat(Clause.endsAt(word)).as(word).isTrue();
    }
    for (String word : new String[] {"and", " ", "", "'s ", " Mia", "looked", "whoever"}) {
      assertThat(Clause.endsAt(word)).as(word).isFalse();
    }
  }

  @Test
  void peopleAreSheOrHeAndSomeMayBeBoth() {
    Grammar grammar = Grammar.standard();

    assertThat(grammar.people(Pronoun.SHE)).contains("Mia", "girl", "baker").doesNotContain("Tom");
    assertThat(grammar.people(Pronoun.HE)).contains("Tom", "boy", "baker").doesNotContain("Mia");
    assertThatThrownBy(() -> grammar.people(Pronoun.IT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("found IT, wanted SHE or HE");
  }
}
