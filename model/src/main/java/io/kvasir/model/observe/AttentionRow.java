package io.kvasir.model.observe;

import org.jspecify.annotations.Nullable;

/**
 * What one head of one query looked at: all keys that it sees, or the largest weights among them.
 * The arrays are the trace's own and are not to be changed.
 */
public final class AttentionRow {
  private final int firstKey;
  private final int seen;
  private final int @Nullable [] keys;
  private final float[] weights;
  private final float @Nullable [] scores;
  private final double entropy;
  private final float rest;

  AttentionRow(
      int firstKey,
      int seen,
      int @Nullable [] keys,
      float[] weights,
      float @Nullable [] scores,
      double entropy,
      float rest) {
    this.firstKey = firstKey;
    this.seen = seen;
    this.keys = keys;
    this.weights = weights;
    this.scores = scores;
    this.entropy = entropy;
    this.rest = rest;
  }

  /**
   * The first key that the query sees.
   *
   * @return a position
   */
  public int firstKey() {
    return firstKey;
  }

  /**
   * How many keys the query sees.
   *
   * @return at least {@link #size}
   */
  public int seen() {
    return seen;
  }

  /**
   * How many keys were kept.
   *
   * @return at least 1
   */
  public int size() {
    return weights.length;
  }

  /**
   * Whether every key that the query sees was kept.
   *
   * @return false if only the largest weights were
   */
  public boolean complete() {
    return keys == null;
  }

  /**
   * The position of a kept key.
   *
   * @param i index, by rising position
   * @return the position
   */
  public int key(int i) {
    return keys == null ? firstKey + i : keys[i];
  }

  /**
   * The weight of a kept key.
   *
   * @param i index
   * @return 0 to 1
   */
  public float weight(int i) {
    return weights[i];
  }

  /**
   * The weight that a key position got.
   *
   * @param position of the key
   * @return 0 where it was not kept, or is not seen
   */
  public float weightOf(int position) {
    for (int i = 0; i < weights.length; i++) {
      if (key(i) == position) {
        return weights[i];
      }
    }
    return 0;
  }

  /**
   * Whether scores were kept.
   *
   * @return true if {@link #score} has values
   */
  public boolean hasScores() {
    return scores != null;
  }

  /**
   * The score of a kept key before the softmax.
   *
   * @param i index
   * @return NaN if scores were not asked for
   */
  public float score(int i) {
    return scores == null ? Float.NaN : scores[i];
  }

  /**
   * How spread the weights are, over all keys that are seen: 0 if one has all the weight.
   *
   * @return nats, at most ln of the number of keys
   */
  public double entropy() {
    return entropy;
  }

  /**
   * The weight of the keys that were not kept.
   *
   * @return 0 to 1
   */
  public float rest() {
    return rest;
  }
}
