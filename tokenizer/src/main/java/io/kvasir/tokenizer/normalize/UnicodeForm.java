package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;

/**
 * A normalization form of Unicode (UAX 15).
 *
 * @param form which one
 */
public record UnicodeForm(java.text.Normalizer.Form form) implements Normalizer {
  @Override
  public String normalize(String text) {
    return java.text.Normalizer.normalize(text, form);
  }
}
