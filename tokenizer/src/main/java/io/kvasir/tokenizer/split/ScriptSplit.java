package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;
import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;

/**
 * Cuts where the script changes. As in the library, Hiragana and Katakana count as Han, and a space
 * or a character without a script goes with what is before it; before the first script it vanishes.
 */
public record ScriptSplit() implements PreTokenizer {
  private static final int PROLONGED_SOUND_MARK = 0x30FC;

  @Override
  public PieceSink before(PieceSink next, Work work) {
    return (text, from, to, first) -> {
      int start = from;
      UnicodeScript last = null;
      int width;
      for (int at = from; at < to; at += width) {
        int codePoint = Character.codePointAt(text, at, to);
        width = Character.charCount(codePoint);
        UnicodeScript script = script(codePoint);
        if (script != null && script != last) {
          if (last != null) {
            next.piece(text, start, at, first && start == from);
          }
          start = at;
          last = script;
        }
      }
      if (last != null) {
        next.piece(text, start, to, first && start == from);
      }
      work.add(to - from);
    };
  }

  private static @Nullable UnicodeScript script(int codePoint) {
    if (codePoint == ' ') {
      return null;
    }
    UnicodeScript script = UnicodeScript.of(codePoint);
    return switch (script) {
      case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
      case UNKNOWN -> null;
      default -> codePoint == PROLONGED_SOUND_MARK ? UnicodeScript.HAN : script;
    };
  }
}
