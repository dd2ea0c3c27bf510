package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.Explanation.Kind;
import io.kvasir.tokenizer.pipeline.Ids;
import io.kvasir.tokenizer.pipeline.Model;
import io.kvasir.tokenizer.pipeline.PieceSink;
import io.kvasir.tokenizer.pipeline.Work;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Byte-pair encoding (Sennrich et al. 2016): a piece begins as single characters, and the
 * neighbours whose merge has the lowest rank become one symbol, until no merge is left.
 */
public final class Bpe implements Model {
  private final TokenTable table;
  private final Merges merges;
  private final Options options;
  private final Spelling spelling;
  private final WordCache cache = new WordCache();

  /**
   * What differs between vocabularies.
   *
   * @param fallback for characters without a token
   * @param fallbackFirst whether the fallback is applied before merging (as in tokenizer.json), so
   *     that what it makes may merge, or to what is left afterwards (as in SentencePiece)
   * @param wholeWords whether a piece that is a token is that token, whatever the merges say
   * @param continuation what the text of a character begins with that is not the piece's first
   * @param wordEnd what the text of the last character ends with
   */
  public record Options(
      Fallback fallback,
      boolean fallbackFirst,
      boolean wholeWords,
      String continuation,
      String wordEnd) {}

  /**
   * Puts a model together.
   *
   * @param table the tokens
   * @param merges what may merge
   * @param options what differs
   */
  public Bpe(TokenTable table, Merges merges, Options options) {
    this.table = table;
    this.merges = merges;
    this.options = options;
    this.spelling = new Spelling(table, options);
  }

  @Override
  public PieceSink onto(Ids ids, Work work) {
    Symbols symbols = new Symbols();
    return (text, from, to, first) -> {
      int[] known = cache.find(text, from, to);
      if (known != null) {
        ids.addAll(known);
        work.add(1);
        return;
      }
      int start = ids.size();
      long steps = symbols.steps();
      encode(text, from, to, symbols, ids);
      work.add(symbols.steps() - steps + to - from);
      if (WordCache.takes(from, to)) {
        cache.put(text, from, to, ids.from(start));
      }
    };
  }

  private void encode(char[] text, int from, int to, Symbols symbols, Ids ids) {
    int whole = options.wholeWords() ? table.find(text, from, to) : -1;
    if (whole >= 0) {
      ids.add(whole);
    } else {
      spelling.spell(text, from, to, symbols);
      symbols.merge(merges, Symbols.Watcher.NOBODY);
      spelling.finish(text, symbols, ids);
    }
  }

  @Override
  public Explanation.Piece explain(char[] text, int from, int to) {
    String piece = new String(text, from, to - from);
    int whole = options.wholeWords() ? table.find(text, from, to) : -1;
    if (whole >= 0) {
      List<Explanation.Symbol> token = List.of(symbol(whole));
      return new Explanation.Piece(piece, token, List.of(), token);
    }
    Symbols symbols = new Symbols();
    spelling.spell(text, from, to, symbols);
    List<Explanation.Symbol> start = symbols(symbols);
    List<Explanation.Merge> made = new ArrayList<>();
    symbols.merge(merges, (left, rank, result) -> made.add(merge(symbols, left, rank, result)));
    Ids ids = new Ids();
    spelling.finish(text, symbols, ids);
    List<Explanation.Symbol> tokens = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      tokens.add(symbol(ids.get(i)));
    }
    return new Explanation.Piece(piece, start, made, tokens);
  }

  private List<Explanation.Symbol> symbols(Symbols symbols) {
    List<Explanation.Symbol> all = new ArrayList<>();
    for (int at = symbols.first(); at >= 0; at = symbols.after(at)) {
      all.add(
          symbols.id(at) >= 0
              ? symbol(symbols.id(at))
              : new Explanation.Symbol(-1, symbols.text(at), Kind.UNKNOWN));
    }
    return all;
  }

  private Explanation.Merge merge(Symbols symbols, int left, int rank, int result) {
    int position = symbols.startOf(left) - symbols.startOf(symbols.first());
    int right = symbols.after(left);
    Float score = merges instanceof ScoredMerges scored ? scored.score(result) : null;
    return new Explanation.Merge(
        rank, score, position, shown(symbols, left), shown(symbols, right), symbol(result));
  }

  private String shown(Symbols symbols, int at) {
    return symbols.id(at) >= 0 ? table.text(symbols.id(at)) : symbols.text(at);
  }

  private Explanation.Symbol symbol(int id) {
    return PieceModel.symbol(table, options.fallback(), id);
  }
}
