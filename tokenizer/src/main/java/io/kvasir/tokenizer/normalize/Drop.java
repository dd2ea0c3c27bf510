package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.table.OlderUnicode;
import java.util.BitSet;

/**
 * Drops characters, and writes some as spaces.
 *
 * @param dropped what vanishes
 * @param spaces what becomes a space
 */
public record Drop(BitSet dropped, BitSet spaces) implements Normalizer {
  /**
   * The normalizer StripAccents.
   *
   * @return drops combining marks; accented letters that are one character stay
   */
  public static Drop accents() {
    return new Drop(OlderUnicode.set("combining-mark"), new BitSet());
  }

  /**
   * The normalizer Nmt: SentencePiece's rules for machine translation.
   *
   * @return drops control characters and writes unusual spaces as spaces
   */
  public static Drop nmt() {
    BitSet dropped = new BitSet();
    dropped.set(0x01, 0x09);
    dropped.set(0x0B);
    dropped.set(0x0E, 0x20);
    dropped.set(0x7F);
    dropped.set(0x8F);
    dropped.set(0x9F);
    BitSet spaces = new BitSet();
    spaces.set(0x09, 0x0B);
    spaces.set(0x0C, 0x0E);
    spaces.set(0x1680);
    spaces.set(0x200B, 0x2010);
    spaces.set(0x2028, 0x202A);
    spaces.set(0x2581);
    spaces.set(0xFEFF);
    spaces.set(0xFFFD);
    return new Drop(dropped, spaces);
  }

  @Override
  public String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int width;
    for (int at = 0; at < text.length(); at += width) {
      int codePoint = text.codePointAt(at);
      width = Character.charCount(codePoint);
      if (!dropped.get(codePoint)) {
        out.appendCodePoint(spaces.get(codePoint) ? ' ' : codePoint);
      }
    }
    return out.toString();
  }

  @Override
  public boolean dropsStart(String text) {
    return !text.isEmpty() && dropped.get(text.codePointAt(0));
  }
}
