package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;

/** Small letters, each character for itself: a sigma at the end of a word is no final sigma. */
public record Lowercase() implements Normalizer {
  private static final int DOTTED_CAPITAL_I = 0x130;

  @Override
  public String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int width;
    for (int at = 0; at < text.length(); at += width) {
      int codePoint = text.codePointAt(at);
      width = Character.charCount(codePoint);
      if (codePoint == DOTTED_CAPITAL_I) {
        out.append("i\u0307"); // the one letter that becomes two characters
      } else {
        out.appendCodePoint(Character.toLowerCase(codePoint));
      }
    }
    return out.toString();
  }
}
