package io.kvasir.tokenizer.table;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Tokens by id and ids by text. The texts lie one after the other in one array; an open hash table
 * (linear probing, at most half full) finds them. If two ids have the same text, the text stands
 * for the one that was added last.
 */
public final class TokenTable {
  /** Tables are sized by the largest id; no known vocabulary has a quarter of this. */
  public static final int MAX_ID = (1 << 22) - 1;

  private final char[] texts;

  /** (size) where a token's text begins in texts; -1 where no token has the id. */
  private final int[] starts;

  /** (size) where it ends. */
  private final int[] ends;

  /** (power of two) id plus one, or 0. */
  private final int[] slots;

  private final int longest;

  private TokenTable(Builder builder) {
    texts = Arrays.copyOf(builder.texts, builder.length);
    starts = Arrays.copyOf(builder.starts, builder.size);
    ends = Arrays.copyOf(builder.ends, builder.size);
    slots = new int[Integer.highestOneBit(Math.max(8, builder.added)) * 4];
    int most = 0;
    for (int i = 0; i < builder.added; i++) {
      int id = builder.order[i];
      most = Math.max(most, ends[id] - starts[id]);
      slots[slot(texts, starts[id], ends[id])] = id + 1;
    }
    longest = most;
  }

  /**
   * The end of the ids.
   *
   * @return the largest id plus one
   */
  public int size() {
    return starts.length;
  }

  /**
   * The number of texts.
   *
   * @return different texts
   */
  public int count() {
    int count = 0;
    for (int slot : slots) {
      count += slot == 0 ? 0 : 1;
    }
    return count;
  }

  /**
   * The length of the longest token.
   *
   * @return chars
   */
  public int longest() {
    return longest;
  }

  /**
   * Whether an id is in use.
   *
   * @param id any number
   * @return whether it has a token
   */
  public boolean has(int id) {
    return id >= 0 && id < starts.length && starts[id] >= 0;
  }

  /**
   * A token's text.
   *
   * @param id any number
   * @return its text, empty if no token has the id
   */
  public String text(int id) {
    return has(id) ? new String(texts, starts[id], ends[id] - starts[id]) : "";
  }

  /**
   * Looks a text up.
   *
   * @param chars where the text lies
   * @param from its begin
   * @param to its end
   * @return the id, or -1
   */
  public int find(char[] chars, int from, int to) {
    return to - from > longest ? -1 : slots[slot(chars, from, to)] - 1;
  }

  /**
   * Whether a text stands for an id.
   *
   * @param id any number
   * @param chars where the text lies
   * @param from its begin
   * @param to its end
   * @return whether it is the token's text
   */
  public boolean is(int id, char[] chars, int from, int to) {
    return has(id) && Arrays.equals(texts, starts[id], ends[id], chars, from, to);
  }

  /**
   * Copies a token's text.
   *
   * @param id a token
   * @param skip how many of its first chars are left out
   * @param into takes the chars
   * @param at where the first one goes
   * @return the end of the copy
   */
  public int copy(int id, int skip, char[] into, int at) {
    int from = Math.min(starts[id] + skip, ends[id]);
    int length = ends[id] - from;
    System.arraycopy(texts, from, into, at, length);
    return at + length;
  }

  /**
   * Looks a text up.
   *
   * @param text the text
   * @return the id, or -1
   */
  public int find(String text) {
    return find(text.toCharArray(), 0, text.length());
  }

  /**
   * What stands before a char inside of tokens.
   *
   * @param mark the char
   * @return every char that has it on its right in some token
   */
  public BitSet charsBefore(char mark) {
    BitSet before = new BitSet();
    for (int id = 0; id < starts.length; id++) {
      for (int i = starts[id] + 1; i < ends[id]; i++) {
        if (texts[i] == mark) {
          before.set(texts[i - 1]);
        }
      }
    }
    return before;
  }

  /** The slot that holds a text, or the free one where it belongs. */
  private int slot(char[] chars, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(chars, from, to) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (Arrays.equals(texts, starts[id], ends[id], chars, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /**
   * A hash of a text.
   *
   * @param chars where the text lies
   * @param from its begin
   * @param to its end
   * @return any number
   */
  public static int hash(char[] chars, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + chars[i];
    }
    hash *= 0x9E3779B1;
    return hash ^ (hash >>> 15);
  }

  /** Collects tokens. */
  public static final class Builder {
    private char[] texts = new char[1 << 12];
    private int length;
    private int[] starts = new int[1 << 9];
    private int[] ends = new int[1 << 9];
    private int[] order = new int[1 << 9];
    private int size;
    private int added;

    /** Begins without tokens. */
    public Builder() {
      Arrays.fill(starts, -1);
    }

    /**
     * Adds a token; an id that was in use stands for the new text.
     *
     * @param chars where its text lies
     * @param from its begin
     * @param to its end
     * @param id 0 to MAX_ID
     */
    public void add(char[] chars, int from, int to, int id) {
      if (id < 0 || id > MAX_ID) {
        throw new IllegalArgumentException("token id " + id);
      }
      if (length + to - from > texts.length) {
        texts = Arrays.copyOf(texts, Math.max(length + to - from, Math.multiplyExact(length, 2)));
      }
      System.arraycopy(chars, from, texts, length, to - from);
      if (id >= starts.length) {
        int old = starts.length;
        int grown = Math.max(id + 1, old * 2);
        starts = Arrays.copyOf(starts, grown);
        ends = Arrays.copyOf(ends, grown);
        Arrays.fill(starts, old, grown, -1);
      }
      if (added == order.length) {
        order = Arrays.copyOf(order, added * 2);
      }
      order[added++] = id;
      starts[id] = length;
      length += to - from;
      ends[id] = length;
      size = Math.max(size, id + 1);
    }

    /**
     * Adds a token.
     *
     * @param text its text
     * @param id 0 to MAX_ID
     */
    public void add(String text, int id) {
      add(text.toCharArray(), 0, text.length(), id);
    }

    /**
     * Ends the collection.
     *
     * @return the tokens so far
     */
    public TokenTable build() {
      return new TokenTable(this);
    }
  }
}
