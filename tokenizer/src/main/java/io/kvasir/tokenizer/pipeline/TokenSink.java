package io.kvasir.tokenizer.pipeline;

/** Takes the bytes of tokens on their way to a text, in order. */
public interface TokenSink {
  /**
   * Takes a token, or a part of one.
   *
   * @param bytes UTF-8, or a part of a UTF-8 sequence
   * @param begins whether a new token begins
   */
  void part(byte[] bytes, boolean begins);

  /** Ends the text. */
  void finish();
}
