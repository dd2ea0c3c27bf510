package io.kvasir.tokenizer.model;

import java.util.Arrays;

/**
 * The symbols of one piece while neighbours merge: a doubly linked list in arrays, and a heap of
 * possible merges, lowest rank first, then leftmost. With n symbols, n - 1 merges at most are made
 * and each puts two more into the heap: O(n log n).
 */
final class Symbols {
  private static final int NOBODY = -1;

  private int[] id = new int[64];
  private int[] start = new int[64];
  private int[] previous = new int[64];
  private int[] next = new int[64];

  /**
   * Rank of the merge of a symbol with its right neighbour, or -1; what the heap says must agree.
   */
  private int[] rank = new int[64];

  /** What that merge makes. */
  private int[] result = new int[64];

  private int size;
  private char[] text = {};
  private int end;
  private final LongHeap heap = new LongHeap();
  private long steps;

  /** Is told of every merge just before it is made. */
  interface Watcher {
    Watcher NOBODY = (left, rank, result) -> {};

    void merge(int left, int rank, int result);
  }

  /** Begins with a new piece. */
  void begin(char[] chars, int to) {
    text = chars;
    end = to;
    size = 0;
  }

  /** Adds a symbol: its id or -1, and where its text begins. */
  void add(int token, int from) {
    if (size == id.length) {
      int grown = size * 2;
      id = Arrays.copyOf(id, grown);
      start = Arrays.copyOf(start, grown);
      previous = Arrays.copyOf(previous, grown);
      next = Arrays.copyOf(next, grown);
      rank = Arrays.copyOf(rank, grown);
      result = Arrays.copyOf(result, grown);
    }
    id[size] = token;
    start[size] = from;
    previous[size] = size - 1;
    next[size] = NOBODY;
    rank[size] = NOBODY;
    if (size > 0) {
      next[size - 1] = size;
    }
    size++;
  }

  /** Merges until nothing can be merged. */
  void merge(Merges merges, Watcher watcher) {
    heap.clear();
    for (int i = 0; i < size - 1; i++) {
      offer(merges, i);
    }
    steps += size;
    while (!heap.isEmpty()) {
      long lowest = heap.removeLowest();
      steps++;
      int left = (int) lowest;
      if (rank[left] == (int) (lowest >>> 32)) {
        watcher.merge(left, rank[left], result[left]);
        join(left);
        offer(merges, left);
        if (previous[left] != NOBODY) {
          offer(merges, previous[left]);
        }
      }
    }
  }

  /** Looks the merge of a symbol and its right neighbour up. */
  private void offer(Merges merges, int left) {
    int right = next[left];
    long found =
        right == NOBODY
            ? Merges.NONE
            : merges.find(text, start[left], endOf(right), id[left], id[right]);
    rank[left] = (int) (found >> 32);
    result[left] = (int) found;
    if (found != Merges.NONE) {
      heap.add((found & 0xFFFFFFFF00000000L) | left);
    }
  }

  private void join(int left) {
    int right = next[left];
    id[left] = result[left];
    next[left] = next[right];
    if (next[right] != NOBODY) {
      previous[next[right]] = left;
    }
    rank[right] = NOBODY;
  }

  /** The first symbol that is left, or -1. */
  int first() {
    return size == 0 ? NOBODY : 0;
  }

  /** The symbol behind this one, or -1. */
  int after(int symbol) {
    return next[symbol];
  }

  int id(int symbol) {
    return id[symbol];
  }

  int startOf(int symbol) {
    return start[symbol];
  }

  int endOf(int symbol) {
    return next[symbol] == NOBODY ? end : start[next[symbol]];
  }

  String text(int symbol) {
    return new String(text, start[symbol], endOf(symbol) - start[symbol]);
  }

  long steps() {
    return steps;
  }
}
