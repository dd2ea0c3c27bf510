package io.kvasir.tokenizer.pipeline;

/** Rewrites a text before it is cut into pieces. Immutable. */
public interface Normalizer {
  /**
   * Rewrites.
   *
   * @param text without lone surrogates
   * @return the text that the next stage sees
   */
  String normalize(String text);

  /**
   * Whether the result begins with something that stood further on in the text, because what stood
   * first was dropped. A pre-tokenizer may treat the very beginning of a text in its own way.
   *
   * @param text without lone surrogates
   * @return whether the beginning was dropped
   */
  default boolean dropsStart(String text) {
    return false;
  }
}
