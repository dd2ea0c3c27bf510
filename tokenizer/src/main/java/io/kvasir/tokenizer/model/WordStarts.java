package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.BitSet;

/**
 * Cuts a text before "▁" wherever no merge can cross the cut, because no token has the char before
 * it and "▁" side by side. The ids stay the same; but a long text without any other cut becomes
 * words, which are short and often known already.
 */
public final class WordStarts implements PreTokenizer {
  /** What SentencePiece writes for a space: U+2581. */
  public static final char MARK = '▁';

  private final BitSet joined;

  /**
   * Reads the tokens.
   *
   * @param table all that merges may make
   */
  public WordStarts(TokenTable table) {
    joined = table.charsBefore(MARK);
  }

  /**
   * Whether texts and merges go together: the mark is a token of its own, and no merge takes an
   * unknown token or a byte, which would hide the char before the mark.
   *
   * @param table the tokens
   * @param fallback what stands for characters without a token
   * @param merges what may merge
   * @return whether cutting changes nothing
   */
  public static boolean areSafe(TokenTable table, Fallback fallback, RankedMerges merges) {
    return table.find(String.valueOf(MARK)) >= 0 && !merges.takeAnyOf(fallback.tokens());
  }

  @Override
  public PieceSink before(PieceSink next, Work work) {
    return (text, from, to, first) -> {
      int start = from;
      for (int i = from + 1; i < to; i++) {
        if (text[i] == MARK && !joined.get(text[i - 1])) {
          next.piece(text, start, i, first && start == from);
          start = i;
        }
      }
      work.add(to - from);
      next.piece(text, start, to, first && start == from);
    };
  }
}
