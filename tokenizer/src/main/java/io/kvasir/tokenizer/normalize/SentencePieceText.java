package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.normalize.CharsMap.Found;
import io.kvasir.tokenizer.pipeline.Normalizer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * SentencePiece's own normalisation: at each place the longest prefix that the table has is
 * replaced; spaces become "▁"; a "▁" may be put in front, and runs of spaces may shrink to one.
 *
 * @param map the table, or null for none
 * @param prefix whether a text begins with "▁"
 * @param shrink whether spaces at the ends vanish (at the end also a "▁" of the text, which looks
 *     the same by then) and runs of spaces become one
 */
public record SentencePieceText(@Nullable CharsMap map, boolean prefix, boolean shrink)
    implements Normalizer {
  private static final char MARK = '▁';

  @Override
  public String normalize(String text) {
    StringBuilder spaced = new StringBuilder(text.length() + 1);
    replace(text, spaced);
    StringBuilder out = new StringBuilder(spaced.length() + 1);
    boolean pending = prefix;
    for (int i = 0; i < spaced.length(); i++) {
      char c = spaced.charAt(i);
      if (c == ' ' && shrink) {
        pending |= !out.isEmpty();
      } else {
        if (pending) {
          out.append(MARK);
          pending = false;
        }
        out.append(c == ' ' ? MARK : c);
      }
    }
    int end = out.length();
    while (shrink && end > 0 && out.charAt(end - 1) == MARK) {
      end--;
    }
    return out.substring(0, end);
  }

  private void replace(String text, StringBuilder out) {
    CharsMap table = map;
    if (table == null) {
      out.append(text);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int width;
    for (int at = 0; at < bytes.length; at += width) {
      Found found = table.find(bytes, at, bytes.length, true);
      width = found == null ? widthOf(bytes[at]) : found.length();
      out.append(
          found == null
              ? new String(bytes, at, width, StandardCharsets.UTF_8)
              : found.replacement());
    }
  }

  /** The length of the UTF-8 sequence that a byte begins. */
  private static int widthOf(byte first) {
    int b = first & 0xFF;
    return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  }
}
