package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;

/**
 * Puts a char in front of every piece, also of one that begins with it already.
 *
 * @param mark the char
 */
public record PrefixMark(char mark) implements PreTokenizer {
  @Override
  public PieceSink before(PieceSink next, Work work) {
    return (text, from, to, first) -> {
      char[] marked = new char[to - from + 1];
      marked[0] = mark;
      System.arraycopy(text, from, marked, 1, to - from);
      work.add(to - from);
      next.piece(marked, 0, marked.length, first);
    };
  }
}
