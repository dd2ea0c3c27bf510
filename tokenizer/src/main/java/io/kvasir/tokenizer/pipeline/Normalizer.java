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
}
