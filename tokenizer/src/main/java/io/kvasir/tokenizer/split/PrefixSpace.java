package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;

/** Puts a space before a piece that begins without one. */
record PrefixSpace() implements PreTokenizer {
  @Override
  public PieceSink before(PieceSink next, Work work) {
    return (text, from, to, first) -> {
      if (from < to && text[from] == ' ') {
        next.piece(text, from, to, first);
        return;
      }
      char[] longer = new char[to - from + 1];
      longer[0] = ' ';
      System.arraycopy(text, from, longer, 1, to - from);
      next.piece(longer, 0, longer.length, first);
    };
  }
}
