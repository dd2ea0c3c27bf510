package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes pairs of sentences that measure pronoun resolution. They are made of scenes with nouns that
 * no generated story combines, in the training set or outside, so no model has seen them.
 */
public final class PronounPairs {
  /** How many pairs the embedded model is measured with. */
  public static final int COUNT = 500;

  private final Grammar grammar;

  /**
   * Prepares the maker.
   *
   * @param grammar the grammar of the model's corpus
   */
  public PronounPairs(Grammar grammar) {
    this.grammar = grammar;
  }

  /**
   * The pairs that every model of this grammar is measured with.
   *
   * @return {@value #COUNT} pairs, always the same
   */
  public List<PronounPair> standard() {
    return pairs(COUNT, 2026);
  }

  /**
   * Makes pairs. In half of them the sentence begins the text, in the other half it stands in a
   * story; no two of them have the same scene with the same two nouns.
   *
   * @param count how many, at most a few hundred: the grammar has not many more
   * @param seed the same seed makes the same pairs
   * @return the pairs
   */
  public List<PronounPair> pairs(int count, long seed) {
    List<PronounPair> pairs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int bare = 0;
    for (long i = Choices.mix(seed); pairs.size() < count; i++) {
      Optional<PronounPair> made = pair(Choices.mix(i));
      if (made.isPresent()) {
        PronounPair pair = made.get();
        int room = pair.bare() ? (count + 1) / 2 - bare : count / 2 - (pairs.size() - bare);
        String nouns = pair.scene() + pair.one().right() + pair.two().right();
        if (room > 0 && seen.add(nouns)) {
          pairs.add(pair);
          bare += pair.bare() ? 1 : 0;
        }
      }
    }
    return List.copyOf(pairs);
  }

  /** The pair of the story with this seed; empty if it has no scene or does not come back to it. */
  private Optional<PronounPair> pair(long seed) {
    Choices choices = new Choices(seed);
    Telling telling = new Telling(grammar, choices, null, true, true);
    String told = telling.tell().text();
    int side = telling.sideStep();
    if (side < 0) {
      return Optional.empty();
    }
    int other = 1 - choices.steps().get(side).option();
    String flipped =
        new Telling(grammar, new Choices(seed, side, other), null, true, true).tell().text();
    String one = other == 1 ? told : flipped;
    String two = other == 1 ? flipped : told;
    return pair(telling.sceneName(), one, two);
  }

  private static Optional<PronounPair> pair(String scene, String one, String two) {
    int begin = one.indexOf(Telling.ADJECTIVE);
    int first = one.indexOf(Telling.REFERENT);
    int second = two.indexOf(Telling.REFERENT);
    if (begin < 0 || first < 0 || second < 0 || !two.startsWith(one.substring(0, begin + 1))) {
      return Optional.empty();
    }
    String beginning = one.substring(0, begin).stripTrailing();
    String right = wordAt(one, first + 1);
    String wrong = wordAt(two, second + 1);
    String textOne = " " + one.substring(begin + 1, first).stripTrailing();
    String textTwo = " " + two.substring(begin + 1, second).stripTrailing();
    Set<String> named = new HashSet<>(Prose.words(textOne + " " + textTwo));
    if (named.contains(right.toLowerCase(Locale.ROOT))
        || named.contains(wrong.toLowerCase(Locale.ROOT))) {
      return Optional.empty(); // the answer would be given away
    }
    List<String> words = Prose.words(beginning);
    String pronoun = words.get(words.size() - 2);
    return Optional.of(
        new PronounPair(
            scene,
            beginning,
            pronoun,
            new PronounPair.Continuation(textOne, " " + right, " " + wrong),
            new PronounPair.Continuation(textTwo, " " + wrong, " " + right)));
  }

  private static String wordAt(String text, int at) {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }
}
