package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.regex.CharSet;

/**
 * Cuts at single characters of a set.
 *
 * @param set what to look for
 * @param behavior what becomes of what was found
 */
public record CharSplit(CharSet set, Behavior behavior) implements PreTokenizer {
  @Override
  public PieceSink before(PieceSink next, Work work) {
    Cutter cutter = behavior.cutter(next);
    return (text, from, to, first) -> {
      cutter.begin(text, from, first);
      int done = from;
      int width;
      for (int at = from; at < to; at += width) {
        int codePoint = Character.codePointAt(text, at, to);
        width = Character.charCount(codePoint);
        if (set.contains(codePoint)) {
          if (done < at) {
            cutter.part(done, at, false);
          }
          cutter.part(at, at + width, true);
          done = at + width;
        }
      }
      if (done < to) {
        cutter.part(done, to, false);
      }
      cutter.finish();
      work.add(to - from);
    };
  }
}
