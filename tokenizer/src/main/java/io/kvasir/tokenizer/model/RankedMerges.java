package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.table.PairTable;
import java.util.BitSet;

/** Merges by pairs of ids, in the order in which training found them (Sennrich et al. 2016). */
public final class RankedMerges implements Merges {
  private final PairTable ranks;

  /** (merges) the id of the result, by rank. */
  private final int[] results;

  /**
   * Takes what has been read.
   *
   * @param ranks from left and right id to the rank
   * @param results (ranks) the id that a merge makes
   */
  public RankedMerges(PairTable ranks, int[] results) {
    this.ranks = ranks;
    this.results = results;
  }

  boolean takeAnyOf(BitSet tokens) {
    return ranks.hasAnyOf(tokens);
  }

  @Override
  public long find(char[] text, int from, int to, int left, int right) {
    int rank = ranks.get(left, right);
    return rank < 0 ? NONE : ((long) rank << 32) | results[rank];
  }
}
