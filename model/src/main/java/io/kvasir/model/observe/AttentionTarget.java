package io.kvasir.model.observe;

/** Which keys a head of a certain kind looks at. */
@FunctionalInterface
public interface AttentionTarget {
  /**
   * Whether a query's weight on a key counts.
   *
   * @param query position that looks
   * @param key position that is looked at, at most the query's
   * @return true if the key is a target of the query
   */
  boolean test(int query, int key);

  /**
   * The position before.
   *
   * @return the target of previous-token heads
   */
  static AttentionTarget previousToken() {
    return (query, key) -> key == query - 1;
  }

  /**
   * The first position, where heads leave the weight that they have no use for (Xiao et al. 2023).
   *
   * @return the target of sinks
   */
  static AttentionTarget sink() {
    return (query, key) -> key == 0 && query > 0;
  }

  /**
   * Earlier positions with the same token.
   *
   * @param tokens of the sequence; not copied
   * @return the target of duplicate-token heads
   */
  static AttentionTarget duplicateToken(int[] tokens) {
    return (query, key) -> key < query && tokens[key] == tokens[query];
  }

  /**
   * Positions behind an earlier occurrence of the query's token: what followed it then may follow
   * now (Olsson et al. 2022).
   *
   * @param tokens of the sequence; not copied
   * @return the target of induction heads
   */
  static AttentionTarget induction(int[] tokens) {
    return (query, key) -> key > 0 && key <= query && tokens[key - 1] == tokens[query];
  }

  /**
   * From one position to some others: for instance from where a pronoun is resolved to the nouns
   * that it means.
   *
   * @param from the query
   * @param to the keys
   * @return the target
   */
  static AttentionTarget link(int from, int... to) {
    int[] keys = to.clone();
    return (query, key) -> {
      boolean among = false;
      for (int wanted : keys) {
        among |= wanted == key;
      }
      return query == from && among;
    };
  }
}
