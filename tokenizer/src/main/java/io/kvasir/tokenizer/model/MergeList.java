package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.pipeline.Shown;
import io.kvasir.tokenizer.table.PairTable;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Merges as a file lists them, best first: texts come in, and are ids of a vocabulary at once. */
public final class MergeList {
  private final String where;
  private final TokenTable table;

  /** (size) ids of the left halves. */
  private int[] lefts = new int[1 << 10];

  /** (size) ids of the right halves. */
  private int[] rights = new int[1 << 10];

  private int size;

  /** The left half of the merge that is being added, if the vocabulary does not have it. */
  private @Nullable String unknownLeft;

  /**
   * An empty list.
   *
   * @param where file and field, for messages
   * @param table the vocabulary
   */
  public MergeList(String where, TokenTable table) {
    this.where = where;
    this.table = table;
  }

  /**
   * The number of merges.
   *
   * @return complete ones
   */
  public int size() {
    return size;
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
    if (size == lefts.length) {
      lefts = Arrays.copyOf(lefts, size * 2);
      rights = Arrays.copyOf(rights, size * 2);
    }
    lefts[size] = table.find(chars, from, to);
    unknownLeft = lefts[size] < 0 ? new String(chars, from, to - from) : null;
  }

  /**
   * Completes a merge.
   *
   * @param chars where the right half lies
   * @param from its begin
   * @param to its end
   */
  public void addRight(char[] chars, int from, int to) {
    int right = table.find(chars, from, to);
    if (right < 0 || unknownLeft != null) {
      String text = new String(chars, from, to - from);
      String left = unknownLeft == null ? table.text(lefts[size]) : unknownLeft;
      throw missing(left, text, unknownLeft == null ? text : left);
    }
    rights[size++] = right;
  }

  /**
   * Looks up what the merges make.
   *
   * @param continuation what right halves begin with and results do not have
   * @param laterCounts of two merges of the same pair, whether the later one counts
   * @return the merges by id
   */
  public RankedMerges resolve(String continuation, boolean laterCounts) {
    PairTable ranks = new PairTable(size);
    int[] results = new int[size];
    char[] whole = new char[2 * table.longest()];
    int previous = 0;
    for (int rank = 0; rank < size; rank++) {
      int left = lefts[rank];
      int right = rights[rank];
      if (laterCounts || ranks.get(left, right) < 0) {
        ranks.put(left, right, rank);
      }
      int length = table.copy(left, 0, whole, 0);
      length = table.copy(right, continuation.length(), whole, length);
      previous = result(whole, length, previous);
      if (previous < 0) {
        throw missing(table.text(left), table.text(right), new String(whole, 0, length));
      }
      results[rank] = previous;
    }
    return new RankedMerges(ranks, results);
  }

  /** Trained vocabularies number what merges make in the order of the merges: look there first. */
  private int result(char[] whole, int length, int previous) {
    for (int id = previous; id <= previous + 1; id++) {
      if (table.is(id, whole, 0, length)) {
        return id;
      }
    }
    return table.find(whole, 0, length);
  }

  private TokenizerFormatException missing(String left, String right, String token) {
    return wrong(
        left + " " + right,
        "names the token " + Shown.of(token) + ", which is not in the vocabulary");
  }

  private TokenizerFormatException wrong(String merge, String what) {
    return new TokenizerFormatException(where + ": merge " + Shown.of(merge) + " " + what);
  }
}
