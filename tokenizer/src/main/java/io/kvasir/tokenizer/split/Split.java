package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.regex.Matcher;
import io.kvasir.tokenizer.regex.Regex;

/**
 * Cuts at what a pattern finds.
 *
 * @param pattern what to look for
 * @param behavior what becomes of what was found
 * @param invert whether found and not found change places
 */
public record Split(Regex pattern, Behavior behavior, boolean invert) implements PreTokenizer {
  @Override
  public PieceSink before(PieceSink next, Work work) {
    Matcher matcher = pattern.matcher();
    Cutter cutter = behavior.cutter(next);
    return (text, from, to, first) -> {
      long steps = matcher.steps();
      cutter.begin(text, from, first);
      matcher.reset(text, from, to);
      int done = from;
      while (matcher.find()) {
        if (done < matcher.start()) {
          cutter.part(done, matcher.start(), invert);
        }
        cutter.part(matcher.start(), matcher.end(), !invert);
        done = matcher.end();
      }
      if (done < to) {
        cutter.part(done, to, invert);
      }
      cutter.finish();
      work.add(matcher.steps() - steps);
    };
  }
}
