package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;

/**
 * Writes spaces as a mark, may put one in front, and may cut before each mark.
 *
 * @param mark what stands for a space, usually "▁"
 * @param prepend where a mark is put in front of a piece that begins without one
 * @param cut whether to cut
 */
public record Metaspace(char mark, Prepend prepend, boolean cut) implements PreTokenizer {
  /** Where a mark is put in front. */
  public enum Prepend {
    /** Every piece. */
    ALWAYS,
    /** The piece at the very beginning of the text. */
    FIRST,
    /** Nowhere. */
    NEVER
  }

  @Override
  public PieceSink before(PieceSink next, Work work) {
    return (text, from, to, first) -> {
      boolean longer =
          from < to
              && (prepend == Prepend.ALWAYS || (prepend == Prepend.FIRST && first))
              && text[from] != ' '
              && text[from] != mark;
      char[] marked = new char[to - from + (longer ? 1 : 0)];
      int length = 0;
      if (longer) {
        marked[length++] = mark;
      }
      for (int i = from; i < to; i++) {
        marked[length++] = text[i] == ' ' ? mark : text[i];
      }
      work.add(length);
      int start = 0;
      for (int i = 1; i < length && cut; i++) {
        if (marked[i] == mark) {
          next.piece(marked, start, i, first && start == 0);
          start = i;
        }
      }
      if (start < length) {
        next.piece(marked, start, length, first && start == 0);
      }
    };
  }
}
