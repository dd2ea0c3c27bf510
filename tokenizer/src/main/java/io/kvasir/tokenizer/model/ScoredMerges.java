package io.kvasir.tokenizer.model;

import io.kvasir.tokenizer.table.TokenTable;

/**
 * Merges of a vocabulary with scores: any two neighbours whose text together is a token may merge,
 * the best score first (SentencePiece's BPE).
 */
public final class ScoredMerges implements Merges {
  private final TokenTable table;

  /** (size) how many scores are better than the token's; -1 for what no merge makes. */
  private final int[] ranks;

  private final float[] scores;

  /**
   * Ranks the scores.
   *
   * @param table the tokens
   * @param scores (size) the larger, the sooner
   * @param mergeable (size) whether merging may make the token
   */
  public ScoredMerges(TokenTable table, float[] scores, boolean[] mergeable) {
    this.table = table;
    this.scores = scores;
    float[] sorted = scores.clone();
    java.util.Arrays.sort(sorted);
    ranks = new int[scores.length];
    for (int id = 0; id < scores.length; id++) {
      ranks[id] = mergeable[id] ? better(sorted, scores[id]) : -1;
    }
  }

  /** How many of the ascending scores are larger; equal scores have equal ranks. */
  private static int better(float[] sorted, float score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Float.compare(sorted[middle], score) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return sorted.length - low;
  }

  @Override
  public long find(char[] text, int from, int to, int left, int right) {
    int id = table.find(text, from, to);
    return id < 0 || ranks[id] < 0 ? NONE : ((long) ranks[id] << 32) | id;
  }

  float score(int id) {
    return scores[id];
  }
}
