package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.pipeline.Ids;
import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.table.TokenTable;

/**
 * WordPiece (Schuster and Nakajima 2012) as BERT uses it: the longest token that a word begins
 * with, then the longest that continues it, and so on; a word that cannot be cut so is unknown.
 */
public final class WordPiece extends PieceModel {
  private final String continuation;
  private final int longestWord;

  /**
   * Puts a model together.
   *
   * @param table the tokens
   * @param unknown the unknown token
   * @param continuation what the text of a token begins with that continues a word
   * @param longestWord code points of the longest word that is cut; longer ones are unknown
   */
  public WordPiece(TokenTable table, int unknown, String continuation, int longestWord) {
    super(table, Fallback.of(table, false, unknown, false));
    this.continuation = continuation;
    this.longestWord = longestWord;
  }

  @Override
  public PieceSink onto(Ids ids, Work work) {
    return (text, from, to, first) -> {
      work.add(to - from);
      Ids found = new Ids();
      if (Character.codePointCount(text, from, to - from) > longestWord
          || !cut(text, from, to, found, work)) {
        ids.add(fallback().unknown());
      } else {
        ids.addAll(found.from(0));
      }
    };
  }

  private boolean cut(char[] text, int from, int to, Ids found, Work work) {
    char[] buffer = new char[continuation.length() + to - from];
    continuation.getChars(0, continuation.length(), buffer, 0);
    for (int start = from; start < to; ) {
      int prefix = start == from ? 0 : continuation.length();
      int end = Math.min(to, start + table().longest() - prefix);
      System.arraycopy(text, start, buffer, continuation.length(), Math.max(0, end - start));
      int id = -1;
      while (end > start && id < 0) {
        int begin = continuation.length() - prefix;
        id = table().find(buffer, begin, continuation.length() + end - start);
        end = id < 0 ? end - 1 : end;
        work.add(1);
      }
      if (id < 0) {
        return false;
      }
      found.add(id);
      start = end;
    }
    return true;
  }
}
