package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.table.ByteChars;

/** The normalizer ByteLevel: every byte of the text as a printable character. */
public record ByteText() implements Normalizer {
  @Override
  public String normalize(String text) {
    char[] chars = text.toCharArray();
    char[] out = new char[Math.multiplyExact(chars.length, ByteChars.MOST_PER_CHAR)];
    return new String(out, 0, ByteChars.encode(chars, 0, chars.length, out));
  }
}
