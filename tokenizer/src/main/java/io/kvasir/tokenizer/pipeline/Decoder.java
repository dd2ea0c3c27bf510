package io.kvasir.tokenizer.pipeline;

/** Turns tokens back into text. Immutable. */
public interface Decoder {
  /**
   * Makes the stage for one text.
   *
   * @param next takes what this stage makes
   * @param moment how the text comes
   * @return takes tokens
   */
  TokenSink before(TokenSink next, Moment moment);

  /** How a text comes. */
  enum Moment {
    /** All of it is there before any of it is looked at. */
    WHOLE,
    /** Token by token, each looked at as soon as possible. */
    STREAM,
    /** One token from the middle of a text. */
    MIDDLE
  }
}
