package io.kvasir.tools.heads;

import io.kvasir.model.Kvasir;

/**
 * How many texts a search for heads looks at.
 *
 * @param stories stories of the embedded model's grammar, for previous-token heads and sinks, and
 *     as many with a song
 * @param storyTokens the most tokens of a story that are looked at
 * @param repeated random texts that are repeated, for induction and duplicate-token heads
 * @param half tokens of such a text before it is repeated
 * @param pairs pairs of sentences with a pronoun
 */
public record SearchExtent(int stories, int storyTokens, int repeated, int half, int pairs) {
  /** What the README states of the embedded model. */
  public static final SearchExtent FULL = new SearchExtent(20, Integer.MAX_VALUE, 20, 60, 500);

  private static final int MOST = 20; // texts
  private static final int LONGEST = 60; // tokens that are repeated
  private static final int SHORTEST = 16;

  /**
   * Two looks at a story, two at a repeated text, one at a song, two pairs of two sides, the
   * self-test's three.
   */
  private static final int PASSES = 12;

  private static final long BUDGET = 200_000_000_000L; // multiply-adds: seconds on a small machine

  /** Checks the numbers. */
  public SearchExtent {
    if (stories < 1 || storyTokens < 2 || repeated < 1 || half < 2 || pairs < 0) {
      throw new IllegalArgumentException(
          "a search for heads wants at least 1 story of 2 tokens and 1 text of 2 tokens twice");
    }
  }

  /**
   * As much as a small machine computes in some seconds: fewer and shorter texts for a larger
   * model, but some even for the largest.
   *
   * @param kvasir the model
   * @return at least one text of each kind, within the context and the vocabulary
   */
  public static SearchExtent of(Kvasir kvasir) {
    long tokens = BUDGET / PASSES / (kvasir.costs().multiplyAddsPerToken() + 1);
    int words = new RepeatedText(kvasir).most();
    int longest = Math.clamp(Math.min(words, (kvasir.context() - 1) / 2), 2, LONGEST);
    int half = Math.clamp(tokens / 2, Math.min(SHORTEST, longest), longest);
    int texts = Math.clamp(tokens / (2L * half + 1), 1, MOST);
    return new SearchExtent(texts, 2 * half + 1, texts, half, 2 * texts);
  }
}
