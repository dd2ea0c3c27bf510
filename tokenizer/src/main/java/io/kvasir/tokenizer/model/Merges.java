package io.kvasir.tokenizer.model;

/** Which neighbours may become one token, and how soon. Immutable. */
public interface Merges {
  /** No merge. */
  long NONE = -1;

  /**
   * Looks two neighbours up.
   *
   * @param text where they lie
   * @param from where the left one begins
   * @param to where the right one ends
   * @param left the left one's id, or -1
   * @param right the right one's id, or -1
   * @return the rank (lowest first) in the upper half and the id of the result in the lower, or
   *     NONE
   */
  long find(char[] text, int from, int to, int left, int right);
}
