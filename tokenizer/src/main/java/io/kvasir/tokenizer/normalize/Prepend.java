package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;

/**
 * Puts a text in front of every text that is not empty.
 *
 * @param prefix what is put in front
 */
public record Prepend(String prefix) implements Normalizer {
  @Override
  public String normalize(String text) {
    return text.isEmpty() ? text : prefix + text;
  }
}
