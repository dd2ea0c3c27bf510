package io.kvasir.tokenizer.pipeline;

import java.util.Arrays;

/** A growing list of ids. */
public final class Ids {
  private int[] ids = new int[64];
  private int size;

  /** An empty list. */
  public Ids() {}

  /**
   * Adds one.
   *
   * @param id the id
   */
  public void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
  }

  /**
   * Adds several.
   *
   * @param more the ids
   */
  public void addAll(int[] more) {
    if (size + more.length > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(size + more.length, size * 2));
    }
    System.arraycopy(more, 0, ids, size, more.length);
    size += more.length;
  }

  /**
   * The number of ids.
   *
   * @return ids so far
   */
  public int size() {
    return size;
  }

  /**
   * One id.
   *
   * @param place 0 to size - 1
   * @return the id there
   */
  public int get(int place) {
    return ids[place];
  }

  /**
   * A copy of a part.
   *
   * @param from the first place
   * @return the ids from there to the end
   */
  public int[] from(int from) {
    return Arrays.copyOfRange(ids, from, size);
  }
}
