package io.kvasir.tokenizer.pipeline;

/** Cuts pieces of a text into smaller ones, and may rewrite them. Immutable. */
public interface PreTokenizer {
  /**
   * Makes the stage for one call of encode.
   *
   * @param next takes the smaller pieces
   * @param work counts
   * @return takes the larger pieces
   */
  PieceSink before(PieceSink next, Work work);
}
