package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.pipeline.Shown;
import io.kvasir.tokenizer.table.PairTable;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.Arrays;

/**
 * Merges as text: left and right lie side by side in one array, so that what they become lies there
 * too. They turn into ids once the vocabulary is known.
 */
public final class MergeList {
  private final String where;
  private char[] texts = new char[1 << 12];

  /** (2 * size + 1) where left and right begin, alternating; the last entry is the end. */
  private int[] bounds = new int[1 << 10];

  private int size;

  /**
   * An empty list.
   *
   * @param where file and field, for messages
   */
  public MergeList(String where) {
    this.where = where;
  }

  /**
   * Adds a merge that is written with one space between left and right.
   *
   * @param chars where it lies
   * @param from its begin
   * @param to its end
   */
  public void add(char[] chars, int from, int to) {
    int space = find(' ', chars, from, to);
    if (space == from || space >= to - 1 || find(' ', chars, space + 1, to) < to) {
      throw wrong(
          new String(chars, from, to - from), "is malformed, wanted two tokens and a space");
    }
    addLeft(chars, from, space);
    addRight(chars, space + 1, to);
  }

  private static int find(char c, char[] chars, int from, int to) {
    int at = from;
    while (at < to && chars[at] != c) {
      at++;
    }
    return at;
  }

  /**
   * Begins a merge; its right half follows.
   *
   * @param chars where the left half lies
   * @param from its begin
   * @param to its end
   */
  public void addLeft(char[] chars, int from, int to) {
    if (2 * size + 2 >= bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[2 * size + 1] = append(bounds[2 * size], chars, from, to);
  }

  /**
   * Completes a merge.
   *
   * @param chars where the right half lies
   * @param from its begin
   * @param to its end
   */
  public void addRight(char[] chars, int from, int to) {
    bounds[2 * size + 2] = append(bounds[2 * size + 1], chars, from, to);
    size++;
  }

  private int append(int at, char[] chars, int from, int to) {
    int end = at + to - from;
    if (end > texts.length) {
      texts = Arrays.copyOf(texts, Math.max(texts.length * 2, end));
    }
    System.arraycopy(chars, from, texts, at, to - from);
    return end;
  }

  /**
   * Looks all texts up.
   *
   * @param table the vocabulary
   * @param continuation what right halves begin with and results do not have
   * @param laterCounts of two merges of the same pair, whether the later one counts
   * @return the merges by id
   */
  public RankedMerges resolve(TokenTable table, String continuation, boolean laterCounts) {
    PairTable ranks = new PairTable(size);
    int[] results = new int[size];
    for (int rank = 0; rank < size; rank++) {
      int left = bounds[2 * rank];
      int right = bounds[2 * rank + 1];
      int end = bounds[2 * rank + 2];
      int leftId = require(table, rank, left, right);
      int rightId = require(table, rank, right, end);
      if (laterCounts || ranks.get(leftId, rightId) < 0) {
        ranks.put(leftId, rightId, rank);
      }
      if (continuation.isEmpty()) {
        results[rank] = result(table, rank, rank == 0 ? 0 : results[rank - 1]);
      } else {
        String rest = new String(texts, right, end - right);
        String whole =
            new String(texts, left, right - left)
                + rest.substring(Math.min(continuation.length(), rest.length()));
        results[rank] = table.find(whole);
        if (results[rank] < 0) {
          throw missing(rank, whole);
        }
      }
    }
    return new RankedMerges(ranks, results);
  }

  /** Trained vocabularies number what merges make in the order of the merges: look there first. */
  private int result(TokenTable table, int rank, int previous) {
    int from = bounds[2 * rank];
    int to = bounds[2 * rank + 2];
    for (int id = previous; id <= previous + 1; id++) {
      if (table.is(id, texts, from, to)) {
        return id;
      }
    }
    return require(table, rank, from, to);
  }

  private int require(TokenTable table, int rank, int from, int to) {
    int id = table.find(texts, from, to);
    if (id < 0) {
      throw missing(rank, new String(texts, from, to - from));
    }
    return id;
  }

  private TokenizerFormatException missing(int rank, String token) {
    int right = bounds[2 * rank + 1];
    String merge =
        new String(texts, bounds[2 * rank], right - bounds[2 * rank])
            + " "
            + new String(texts, right, bounds[2 * rank + 2] - right);
    return wrong(merge, "names the token " + Shown.of(token) + ", which is not in the vocabulary");
  }

  private TokenizerFormatException wrong(String merge, String what) {
    return new TokenizerFormatException(where + ": merge " + Shown.of(merge) + " " + what);
  }
}
