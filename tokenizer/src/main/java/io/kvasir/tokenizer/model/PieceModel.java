package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Explanation.Kind;
import io.kvasir.tokenizer.pipeline.Ids;
import io.kvasir.tokenizer.pipeline.Model;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.ArrayList;
import java.util.List;

/** A model that does not merge: there is nothing to tell between a piece and its tokens. */
abstract class PieceModel implements Model {
  private final TokenTable table;
  private final Fallback fallback;

  PieceModel(TokenTable table, Fallback fallback) {
    this.table = table;
    this.fallback = fallback;
  }

  final TokenTable table() {
    return table;
  }

  final Fallback fallback() {
    return fallback;
  }

  @Override
  public final Explanation.Piece explain(char[] text, int from, int to) {
    Ids ids = new Ids();
    onto(ids, new Work()).piece(text, from, to, false);
    List<Explanation.Symbol> tokens = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      tokens.add(symbol(table, fallback, ids.get(i)));
    }
    return new Explanation.Piece(new String(text, from, to - from), tokens, List.of(), tokens);
  }

  /** A token and what it stands for. */
  static Explanation.Symbol symbol(TokenTable table, Fallback fallback, int id) {
    Kind kind =
        id == fallback.unknown() ? Kind.UNKNOWN : fallback.isByte(id) ? Kind.BYTE : Kind.TEXT;
    return new Explanation.Symbol(id, table.text(id), kind);
  }
}
