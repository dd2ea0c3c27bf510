package io.kvasir.tools.corpus;

import java.util.HashSet;
import java.util.Set;

/**
 * Says whether a text uses names, objects and places consistently, be it told by the grammar or
 * made up by a model. It reads plain text and knows the grammar's words, not its templates:
 *
 * <ul>
 *   <li>a name must be introduced (a fox named Pip) before it is used;
 *   <li>an object, a place, an animal or a person must be mentioned with "a" before it is "the";
 *   <li>a thing keeps its color, and a name is given once;
 *   <li>what stands on the first list may stand on the later ones, nothing else; so with the words
 *       of a song;
 *   <li>nobody is named twice in one clause ("Mia looked at Mia"), which is the grammar's way, not
 *       that of English: "Mia sang and Mia danced";
 *   <li>"she" and "he" need somebody who is she or he.
 * </ul>
 *
 * <p>The first sentence may mention what it likes: it introduces it. Immutable; threads may share
 * it.
 */
public final class StoryChecker {
  private final Set<String> names;
  private final Set<String> kinds;
  private final Set<String> nouns;
  private final Set<String> items;
  private final Set<String> sounds;
  private final Set<String> vocabulary;
  private final Set<String> she;
  private final Set<String> he;

  /**
   * Creates a checker.
   *
   * @param grammar whose words the texts use
   */
  public StoryChecker(Grammar grammar) {
    names = Set.copyOf(grammar.names());
    kinds = Set.copyOf(grammar.nouns(EntityType.CHARACTER));
    items = Set.copyOf(grammar.nouns(EntityType.ITEM));
    sounds = Set.copyOf(grammar.nouns(EntityType.SOUND));
    Set<String> all = new HashSet<>();
    for (EntityType type : EntityType.values()) {
      if (type != EntityType.ITEM && type != EntityType.SOUND) {
        all.addAll(grammar.nouns(type));
      }
    }
    nouns = Set.copyOf(all);
    vocabulary = Set.copyOf(grammar.vocabulary());
    she = Set.copyOf(grammar.people(Pronoun.SHE));
    he = Set.copyOf(grammar.people(Pronoun.HE));
  }

  /**
   * Checks a story or its beginning.
   *
   * @param text plain text
   * @return the verdict
   */
  public Verdict check(String text) {
    return check("", text);
  }

  /**
   * Checks how a story goes on. Whatever the opening mentions counts as introduced, so openings
   * from outside of the grammar do no harm.
   *
   * @param opening given text, which is not judged
   * @param continuation what is judged
   * @return the verdict; sentences are counted from the opening's first
   */
  public Verdict check(String opening, String continuation) {
    String text = opening + continuation;
    String end = text.stripTrailing();
    boolean ended = !end.isEmpty() && ".!?\"".indexOf(end.charAt(end.length() - 1)) >= 0;
    return new Verdict(new Reading(this, text, opening.length(), !ended).problems(), ended);
  }

  boolean isName(Word word) {
    return word.capital() && names.contains(word.text());
  }

  /** A capital letter that neither the place in the sentence nor the grammar explains. */
  boolean isStrangeName(Word word) {
    return word.capital()
        && !names.contains(word.text())
        && !word.text().equals("I")
        && !word.text().startsWith("I'")
        && !vocabulary.contains(word.lower());
  }

  boolean isKind(String lower) {
    return kinds.contains(lower);
  }

  boolean isNoun(String lower) {
    return nouns.contains(lower);
  }

  boolean isItem(String lower) {
    return items.contains(lower);
  }

  boolean isSound(String lower) {
    return sounds.contains(lower);
  }

  boolean canBeShe(String word) {
    return she.contains(word);
  }

  boolean canBeHe(String word) {
    return he.contains(word);
  }
}
