package io.kvasir.model.sample;

/**
 * Finds the best of many candidates: a heap of as many as are wanted, whose root is the worst of
 * them, takes in what is better than its root. The rest is looked at once and never ordered.
 */
final class Best {
  private final float[] logits;
  private final int[] ids;

  /** Works on the arrays of the candidates. */
  Best(float[] logits, int[] ids) {
    this.logits = logits;
    this.ids = ids;
  }

  /**
   * Brings the best candidates to the front, by falling logit, equal ones by rising id.
   *
   * @param size number of candidates; their ids rise
   * @param whole whether candidate i is token i and ids are not filled
   * @param wanted how many, 1 to size
   */
  void select(int size, boolean whole, int wanted) {
    for (int i = 0; whole && i < wanted; i++) {
      ids[i] = i;
    }
    for (int root = wanted / 2 - 1; root >= 0; root--) {
      sift(root, wanted);
    }
    for (int i = wanted; i < size; i++) {
      if (logits[i] > logits[0]) { // ids rise: an equal logit comes too late
        logits[0] = logits[i];
        ids[0] = whole ? i : ids[i];
        sift(0, wanted);
      }
    }
    for (int end = wanted - 1; end > 0; end--) { // the worst goes to the end
      float logit = logits[0];
      int id = ids[0];
      logits[0] = logits[end];
      ids[0] = ids[end];
      logits[end] = logit;
      ids[end] = id;
      sift(0, end);
    }
  }

  /** Moves the candidate at root down in a heap of the first end ones. */
  private void sift(int root, int end) {
    float logit = logits[root];
    int id = ids[root];
    int at = root;
    for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end && worse(logits[child + 1], ids[child + 1], logits[child], ids[child])) {
        child++;
      }
      if (!worse(logits[child], ids[child], logit, id)) {
        break;
      }
      logits[at] = logits[child];
      ids[at] = ids[child];
      at = child;
    }
    logits[at] = logit;
    ids[at] = id;
  }

  private static boolean worse(float logit, int id, float otherLogit, int otherId) {
    return logit < otherLogit || (logit == otherLogit && id > otherId);
  }
}
