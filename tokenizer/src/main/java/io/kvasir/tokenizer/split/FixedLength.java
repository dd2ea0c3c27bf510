package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;

/**
 * Cuts after every so many code points.
 *
 * @param length code points of a piece, at least one
 */
public record FixedLength(int length) implements PreTokenizer {
  @Override
  public PieceSink before(PieceSink next, Work work) {
    return (text, from, to, first) -> {
      int start = from;
      int count = 0;
      for (int at = from; at < to; ) {
        at += Character.charCount(Character.codePointAt(text, at, to));
        if (++count == length || at == to) {
          next.piece(text, start, at, first && start == from);
          start = at;
          count = 0;
        }
      }
    };
  }
}
