package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.pipeline.Ids;
import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.table.TokenTable;

/** A piece is a token, or unknown. */
public final class WordLevel extends PieceModel {
  /**
   * Puts a model together.
   *
   * @param table the tokens
   * @param unknown the unknown token
   */
  public WordLevel(TokenTable table, int unknown) {
    super(table, Fallback.of(table, false, unknown, false));
  }

  @Override
  public PieceSink onto(Ids ids, Work work) {
    return (text, from, to, first) -> {
      int id = table().find(text, from, to);
      ids.add(id < 0 ? fallback().unknown() : id);
      work.add(1);
    };
  }
}
