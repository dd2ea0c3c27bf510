package io.kvasir.tools.train;

import io.kvasir.tools.corpus.Clause;
import io.kvasir.tools.corpus.EntityType;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Pronoun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What presses on improbable tokens in the last steps. Cross-entropy hardly lowers a probability
 * that is small already: its gradient is that probability. So something is left for each of the
 * thousands of tokens that cannot stand where they stand, and among all the tokens of a story that
 * is sampled at temperature 0.8 there often is one of them (Hewitt et al. 2022, "Truncation
 * Sampling as Language Model Desmoothing"). The gradient of the term
 *
 * <pre>    Σ over tokens v of pressure(v) · max(0, ln p(v) + FLOOR)</pre>
 *
 * <p>does not become smaller with p(v): what is rarer in the text than its pressure, divided by the
 * weight of its place in the loss, goes down to e^-FLOOR. So does what may stand there but hardly
 * ever does: the price. All tokens are under a little of it. More is on what a story rules out
 * (after Welleck et al. 2020, "Neural Text Generation with Unlikelihood Training"):
 *
 * <ul>
 *   <li>where a name or noun comes back, what the story has not told; not where the noun is the
 *       kind of a character, as a girl may meet another;
 *   <li>where a name is new, those that are taken; where a word of a song is new, those that were
 *       sung;
 *   <li>where a name comes back, the others of its clause, since nobody is named twice in one;
 *   <li>where "she" stands, "he", if nobody is known who could be; and the other way round.
 * </ul>
 *
 * <p>It knows words that are one token, as all names and nouns of the embedded model are.
 */
final class Sharpening {
  /** Minus the logarithm of a probability below which nothing presses. */
  static final double FLOOR = 14;

  private static final float ANY = 1e-4f;
  private static final float UNTOLD = 1e-2f;
  private static final float WRONG = 0.2f;
  private static final float TWICE = 1;

  private final int mark;
  private final float[] any; // (vocabulary)
  private final float[] none; // (vocabulary)
  private final boolean[] ends; // whether a token ends a clause
  private final Map<Integer, String> words = new HashMap<>(); // of tokens that matter
  private final Map<String, List<Integer>> tokens = new HashMap<>(); // and the other way round
  private final Set<String> names;
  private final Set<String> nouns;
  private final Set<String> kinds; // of characters
  private final Set<String> sounds; // words of songs
  private final Map<Pronoun, Set<String>> people;

  /**
   * Creates one.
   *
   * @param segmentation of the stories
   * @param grammar that tells them
   */
  Sharpening(Segmentation segmentation, Grammar grammar) {
    int size = segmentation.whole().vocabulary().size();
    mark = segmentation.mark();
    any = new float[size];
    none = new float[size];
    ends = new boolean[size];
    Arrays.fill(any, ANY);
    for (int token = 0; token < size; token++) {
      byte[] bytes = segmentation.whole().bytes(token);
      ends[token] = Clause.endsAt(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    names = grammar.names();
    nouns = grammar.namesAndNouns();
    nouns.removeAll(names);
    kinds = grammar.nouns(EntityType.CHARACTER);
    sounds = grammar.nouns(EntityType.SOUND);
    people =
        Map.of(Pronoun.SHE, grammar.people(Pronoun.SHE), Pronoun.HE, grammar.people(Pronoun.HE));
    names.forEach(word -> add(segmentation, word, word));
    nouns.forEach(word -> add(segmentation, word, word));
    nouns.forEach(word -> add(segmentation, capital(word), word));
    people.forEach((pronoun, all) -> {
      all.forEach(word -> add(segmentation, word, word));
      pronoun.words().forEach(word -> add(segmentation, word, word));
      pronoun.words().forEach(word -> add(segmentation, capital(word), word));
    });
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private void add(Segmentation segmentation, String written, String word) {
    for (int token : segmentation.tokens(List.of(written))) {
      if (words.put(token, word) == null) {
        tokens.computeIfAbsent(word, w -> new ArrayList<>()).add(token);
      }
    }
  }

  /**
   * The pressure on every token in every place; none where the target is only read.
   *
   * @return (windows · length, vocabulary)
   */
  float[][] pressure(Batches.Batch batch) {
    int length = batch.inputs()[0].length;
    float[][] pressure = new float[batch.inputs().length * length][];
    for (int w = 0; w < batch.inputs().length; w++) {
      Set<String> told = new HashSet<>();
      Set<String> clause = new HashSet<>();
      boolean known = true; // not of echoes, nor of stories that begin in parts of words
      for (int i = 0; i < length; i++) {
        int token = (int) batch.inputs()[w][i];
        String word = words.get(token);
        if (token == mark) {
          told.clear();
          known = true;
        }
        if (token == mark || ends[token]) {
          clause.clear();
        }
        if (word != null) {
          told.add(word);
          clause.add(word);
        }
        boolean learned = batch.weights()[w][i] > 0;
        known &= learned;
        String target = known ? words.get((int) batch.targets()[w][i]) : null;
        pressure[w * length + i] =
            target != null ? pressure(target, told, clause) : learned ? any : none;
      }
    }
    return pressure;
  }

  /** Where this word stands, and the story and the clause have told those. */
  private float[] pressure(String target, Set<String> told, Set<String> clause) {
    float[] pressure = any.clone();
    boolean thing = nouns.contains(target) && !kinds.contains(target);
    if (told.contains(target) && (names.contains(target) || thing)) {
      Predicate<String> untold = word -> !told.contains(word);
      press(pressure, UNTOLD, names, untold);
      press(pressure, UNTOLD, nouns, untold);
    }
    if (names.contains(target)) {
      Predicate<String> others = word -> names.contains(word) && !word.equals(target);
      boolean back = told.contains(target);
      press(pressure, back ? TWICE : WRONG, back ? clause : told, others);
    }
    if (sounds.contains(target) && !told.contains(target)) {
      press(pressure, WRONG, told, sounds::contains);
    }
    people.forEach((pronoun, who) -> {
      if (!pronoun.words().contains(target) && isPronoun(target) && none(told, who)) {
        press(pressure, WRONG, pronoun.words(), word -> true);
      }
    });
    return pressure;
  }

  private boolean isPronoun(String word) {
    return people.keySet().stream().anyMatch(pronoun -> pronoun.words().contains(word));
  }

  private static boolean none(Set<String> told, Set<String> who) {
    return told.stream().noneMatch(who::contains);
  }

  private void press(float[] pressure, float how, Collection<String> on, Predicate<String> where) {
    for (String word : on) {
      if (where.test(word)) {
        tokens.getOrDefault(word, List.of()).forEach(token -> pressure[token] = how);
      }
    }
  }
}
