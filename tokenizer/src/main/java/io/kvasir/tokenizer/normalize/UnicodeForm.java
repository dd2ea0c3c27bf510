package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.table.OlderUnicode;
import java.text.Normalizer.Form;

/**
 * A normalization form of Unicode (UAX 15), as of Unicode 9: a character that is younger is left as
 * it is, and as nothing composes or reorders across it, the parts between are normalised alone.
 *
 * @param form which one
 */
public record UnicodeForm(Form form) implements Normalizer {
  /** Below, no character is younger than Unicode 9. */
  private static final char OLD = 0x7FD;

  @Override
  public String normalize(String text) {
    if (isUnchanged(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    int width;
    for (int at = 0; at < text.length(); at += width) {
      char c = text.charAt(at);
      width = Character.isHighSurrogate(c) ? 2 : 1;
      if (c >= OLD && Younger.SET.get(text.codePointAt(at))) {
        appendNormalized(text, done, at, out);
        out.append(text, at, at + width);
        done = at + width;
      }
    }
    appendNormalized(text, done, text.length(), out);
    return out.toString();
  }

  private void appendNormalized(String text, int from, int to, StringBuilder out) {
    if (from < to) {
      String part = MarkRuns.sort(text.substring(from, to));
      out.append(java.text.Normalizer.normalize(part, form));
    }
  }

  /** Whether all characters lie below the first that the form changes or combines. */
  private boolean isUnchanged(String text) {
    int limit =
        switch (form) {
          case NFC -> 0x300;
          case NFD -> 0xC0;
          case NFKC, NFKD -> 0xA0;
        };
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= limit) {
        return false;
      }
    }
    return true;
  }

  /** Read when the first text needs it. */
  private static final class Younger {
    static final java.util.BitSet SET = OlderUnicode.set("not-normalized");
  }
}
