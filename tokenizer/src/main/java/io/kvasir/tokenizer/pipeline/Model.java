package io.kvasir.tokenizer.pipeline;

import io.kvasir.tokenizer.Explanation;

/** Turns a piece of text into ids. Immutable. */
public interface Model {
  /**
   * Makes the stage for one call of encode.
   *
   * @param ids takes the ids
   * @param work counts
   * @return takes pieces
   */
  PieceSink onto(Ids ids, Work work);

  /**
   * Tells how one piece becomes tokens.
   *
   * @param text where the piece lies
   * @param from where it begins
   * @param to where it ends
   * @return the steps
   */
  Explanation.Piece explain(char[] text, int from, int to);
}
