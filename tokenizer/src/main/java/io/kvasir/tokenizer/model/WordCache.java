package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.table.TokenTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the ids of short pieces: a word has one slot, and the last word there wins. Threads may
 * race on a slot; entries are immutable, so each sees an old or a new one.
 */
final class WordCache {
  private static final int SLOTS = 1 << 15;
  private static final int LONGEST = 48;

  private final @Nullable Entry[] entries = new Entry[SLOTS];

  private static final class Entry {
    final int hash;
    final char[] word;
    final int[] ids;

    Entry(int hash, char[] word, int[] ids) {
      this.hash = hash;
      this.word = word;
      this.ids = ids;
    }
  }

  /** Whether a piece is short enough. */
  static boolean takes(int from, int to) {
    return to - from <= LONGEST;
  }

  /** The ids of a piece, or null. */
  int @Nullable [] find(char[] text, int from, int to) {
    if (!takes(from, to)) {
      return null;
    }
    int hash = TokenTable.hash(text, from, to);
    Entry entry = entries[hash & (SLOTS - 1)];
    return entry != null
            && entry.hash == hash
            && Arrays.equals(entry.word, 0, entry.word.length, text, from, to)
        ? entry.ids
        : null;
  }

  void put(char[] text, int from, int to, int[] ids) {
    int hash = TokenTable.hash(text, from, to);
    entries[hash & (SLOTS - 1)] = new Entry(hash, Arrays.copyOfRange(text, from, to), ids);
  }
}
