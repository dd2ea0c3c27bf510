package io.kvasir.tools.evaluate;

/**
 * How much is measured.
 *
 * @param unseen stories of the evaluation set for the loss
 * @param samples stories that the model tells
 * @param pairs pairs of sentences with a pronoun
 * @param memory whether samples are looked for in the whole training text, which takes minutes
 */
public record Extent(int unseen, int samples, int pairs, boolean memory) {
  /** What the README states. */
  public static final Extent FULL = new Extent(500, 500, 500, true);

  /** A first look. */
  public static final Extent QUICK = new Extent(50, 50, 50, false);
}
