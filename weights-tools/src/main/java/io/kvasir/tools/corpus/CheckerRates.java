package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How often the checker is right about stories of the grammar, as they are and with one mention
 * swapped for another word of its kind.
 *
 * @param accepted share of stories as they are that it finds consistent
 * @param names share of stories with a name swapped that it finds inconsistent
 * @param objects the same of objects
 * @param places the same of places
 */
public record CheckerRates(double accepted, double names, double objects, double places) {
  private static final long SEED = 11;

  /**
   * Measures.
   *
   * @param count stories, at least one
   * @return the rates
   */
  public static CheckerRates measure(int count) {
    Grammar grammar = Grammar.standard();
    StoryChecker checker = new StoryChecker(grammar);
    List<String> texts =
        new StoryGenerator(grammar)
            .stories(Split.TRAINING, SEED)
            .limit(count)
            .map(Story::text)
            .toList();
    long accepted = texts.stream().filter(text -> checker.check(text).consistent()).count();
    return new CheckerRates(
        (double) accepted / count,
        rejected(checker, texts, grammar.names()),
        rejected(checker, texts, grammar.nouns(EntityType.OBJECT)),
        rejected(checker, texts, grammar.nouns(EntityType.PLACE)));
  }

  private static double rejected(StoryChecker checker, List<String> texts, Set<String> words) {
    Random random = new Random(SEED);
    int swaps = 0;
    int found = 0;
    for (String text : texts) {
      String swapped = swap(text, words, random);
      if (!swapped.isEmpty()) {
        swaps++;
        found += checker.check(swapped).consistent() ? 0 : 1;
      }
    }
    return (double) found / swaps;
  }

  /** The text with one mention changed; "" if nothing of the kind is mentioned. */
  static String swap(String text, Set<String> words, Random random) {
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
}
