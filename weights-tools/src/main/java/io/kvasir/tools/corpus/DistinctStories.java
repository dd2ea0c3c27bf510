package io.kvasir.tools.corpus;

import java.math.BigInteger;

/**
 * Counts stories that are surely different.
 *
 * <p>Take one story and keep its templates. Wherever a name or noun was drawn, another one of the
 * same tags would have led to the same templates; wherever one of several short texts of equally
 * many words was drawn, each of the others would have, too. All these places can be filled
 * independently, every filling has as many words as every other, and two fillings differ in at
 * least one word. So their number, the product over the places, is a lower bound of the number of
 * distinct stories: the stories with other templates come on top.
 */
public final class DistinctStories {
  private DistinctStories() {}

  /**
   * Counts.
   *
   * @param grammar the grammar
   * @param samples how many stories are looked at; the best bound counts
   * @param seed where the samples begin
   * @return at least so many stories are distinct
   */
  public static BigInteger lowerBound(Grammar grammar, int samples, long seed) {
    BigInteger best = BigInteger.ONE;
    for (int i = 0; i < samples; i++) {
      Substitutes substitutes = new Substitutes();
      Telling telling =
          new Telling(grammar, new Choices(Choices.mix(seed + i)), substitutes, false, false);
      int parts = telling.tell().plan().parts().size();
      if (!telling.hasPeopleScene()) { // there, the names decide which scenes are held out
        best = best.max(substitutes.stories(parts));
      }
    }
    return best;
  }
}
