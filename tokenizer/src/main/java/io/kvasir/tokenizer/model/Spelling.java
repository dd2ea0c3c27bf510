package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.pipeline.Ids;
import io.kvasir.tokenizer.table.TokenTable;
import java.nio.charset.StandardCharsets;

/**
 * From a piece to the symbols that merging begins with, and from what is left to ids. Immutable.
 */
final class Spelling {
  private final TokenTable table;
  private final Bpe.Options options;
  private final boolean affixes;

  Spelling(TokenTable table, Bpe.Options options) {
    this.table = table;
    this.options = options;
    this.affixes = !options.continuation().isEmpty() || !options.wordEnd().isEmpty();
  }

  /** One symbol per character. Without a token it is -1, or what the fallback makes of it. */
  void spell(char[] text, int from, int to, Symbols symbols) {
    symbols.begin(text, to);
    Fallback fallback = options.fallback();
    int unknownFrom = -1;
    int next;
    for (int at = from; at < to; at = next) {
      next = at + (Character.isHighSurrogate(text[at]) ? 2 : 1);
      int id = affixes ? findAffixed(text, at, next, at == from, next == to) : find(text, at, next);
      if (id < 0 && options.fallbackFirst()) {
        int[] bytes = fallback.bytes(utf8(text, at, next));
        for (int token : bytes) {
          symbols.add(token, at);
        }
        if (bytes.length == 0 && fallback.unknown() >= 0) {
          if (unknownFrom >= 0 && !fallback.fuse()) {
            symbols.add(fallback.unknown(), unknownFrom);
          }
          unknownFrom = unknownFrom < 0 || !fallback.fuse() ? at : unknownFrom;
        }
      } else {
        if (unknownFrom >= 0) {
          symbols.add(fallback.unknown(), unknownFrom);
          unknownFrom = -1;
        }
        symbols.add(id, at);
      }
    }
    if (unknownFrom >= 0) {
      symbols.add(fallback.unknown(), unknownFrom);
    }
  }

  private int find(char[] text, int from, int to) {
    return table.find(text, from, to);
  }

  private int findAffixed(char[] text, int from, int to, boolean first, boolean last) {
    String plain = new String(text, from, to - from);
    return table.find(
        (first ? "" : options.continuation()) + plain + (last ? options.wordEnd() : ""));
  }

  /** Adds the ids of what is left; a symbol without an id gets the fallback. */
  void finish(char[] text, Symbols symbols, Ids ids) {
    Fallback fallback = options.fallback();
    boolean afterUnknown = false;
    for (int symbol = symbols.first(); symbol >= 0; symbol = symbols.after(symbol)) {
      int id = symbols.id(symbol);
      if (id >= 0) {
        ids.add(id);
        afterUnknown = false;
        continue;
      }
      int[] bytes = fallback.bytes(utf8(text, symbols.startOf(symbol), symbols.endOf(symbol)));
      ids.addAll(bytes);
      boolean unknown = bytes.length == 0 && fallback.unknown() >= 0;
      if (unknown && !(afterUnknown && fallback.fuse())) {
        ids.add(fallback.unknown());
      }
      afterUnknown = unknown;
    }
  }

  private static byte[] utf8(char[] text, int from, int to) {
    return new String(text, from, to - from).getBytes(StandardCharsets.UTF_8);
  }
}
