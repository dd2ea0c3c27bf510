package io.kvasir.tokenizer.pipeline;

/** Takes the pieces of a text, in order. Belongs to one call of encode. */
public interface PieceSink {
  /**
   * Takes a piece, maybe an empty one.
   *
   * @param text UTF-16 without lone surrogates; the array may change after the call
   * @param from where the piece begins
   * @param to where it ends
   * @param first whether it stands at the very beginning of the text
   */
  void piece(char[] text, int from, int to, boolean first);
}
