package io.kvasir.tokenizer.table;

import java.util.BitSet;

/** A hash table from two ints to one, open with linear probing and at most half full. */
public final class PairTable {
  /** No pair: a left has one added to it, so that no pair is zero and new tables are free. */
  private static final long FREE = 0;

  private long[] keys;
  private int[] values;
  private int size;

  /**
   * An empty table.
   *
   * @param expected number of pairs it has room for before it grows
   */
  public PairTable(int expected) {
    int slots = Integer.highestOneBit(Math.max(8, expected)) * 4;
    keys = new long[slots];
    values = new int[slots];
  }

  /**
   * The number of pairs.
   *
   * @return pairs with a value
   */
  public int size() {
    return size;
  }

  /**
   * Looks a pair up.
   *
   * @param left any number
   * @param right any number
   * @return its value, or -1
   */
  public int get(int left, int right) {
    if ((left | right) < 0) {
      return -1;
    }
    long key = key(left, right);
    int slot = slot(keys, key);
    return keys[slot] == key ? values[slot] : -1;
  }

  /**
   * Whether any pair has a member of a set.
   *
   * @param members lefts or rights
   * @return whether there is one
   */
  public boolean hasAnyOf(BitSet members) {
    for (long key : keys) {
      if (key != FREE && (members.get((int) (key >>> 32) - 1) || members.get((int) key))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Gives a pair a value, in place of the one that it had.
   *
   * @param left zero or more
   * @param right zero or more
   * @param value zero or more
   */
  public void put(int left, int right, int value) {
    long key = key(left, right);
    int slot = slot(keys, key);
    if (keys[slot] == FREE && ++size * 2 > keys.length) {
      grow();
      slot = slot(keys, key);
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slot(keys, oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static long key(int left, int right) {
    return ((long) (left + 1) << 32) | right;
  }

  private static int slot(long[] keys, long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
