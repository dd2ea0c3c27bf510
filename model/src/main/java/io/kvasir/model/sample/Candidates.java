package io.kvasir.model.sample;

/**
 * The tokens that are still possible for one position, each with its logit. It is used again for
 * every token: nothing is allocated after construction.
 *
 * <p>Candidates stand by rising id until a step orders them, then by falling logit. Where two
 * logits are equal, the lower id is the better one.
 */
public final class Candidates {
  private final float[] logits; // (vocabulary), the first size are in use
  private final int[] ids; // (vocabulary), likewise; not filled while whole
  private int size;
  private boolean whole; // nothing was left out or moved: candidate i is token i
  private boolean ordered; // by falling logit

  /**
   * Makes room.
   *
   * @param vocabulary number of tokens, at least 1
   */
  public Candidates(int vocabulary) {
    if (vocabulary < 1) {
      throw new IllegalArgumentException("vocabulary " + vocabulary + ", wanted at least 1");
    }
    logits = new float[vocabulary];
    ids = new int[vocabulary];
  }

  /**
   * Begins a position: every token is a candidate.
   *
   * @param source raw logits; they are copied, and stay as they are
   * @param at offset of token 0's
   */
  public void begin(float[] source, int at) {
    System.arraycopy(source, at, logits, 0, logits.length);
    size = logits.length;
    whole = true;
    ordered = false;
  }

  /**
   * How many are left.
   *
   * @return at least 1
   */
  public int size() {
    return size;
  }

  /**
   * The token of a candidate.
   *
   * @param i index below size
   * @return its id
   */
  public int id(int i) {
    return whole ? i : ids[i];
  }

  /**
   * The logit of a candidate, as the steps so far have made it.
   *
   * @param i index below size
   * @return natural logarithm of an unscaled probability
   */
  public float logit(int i) {
    return logits[i];
  }

  /**
   * Whether the candidates stand by falling logit.
   *
   * @return false while they stand by id
   */
  public boolean ordered() {
    return ordered;
  }

  /**
   * Changes a logit. Ordered candidates must stay ordered.
   *
   * @param i index below size
   * @param logit new value
   */
  public void setLogit(int i, float logit) {
    logits[i] = logit;
  }

  /**
   * The best candidate: the highest logit, the lowest id among equal ones.
   *
   * @return its index
   */
  public int best() {
    int best = 0;
    if (!ordered) {
      for (int i = 1; i < size; i++) {
        if (logits[i] > logits[best]) { // ids rise: the first of equal ones has the lowest
          best = i;
        }
      }
    }
    return best;
  }

  /**
   * Σ e^(logit - shift) over the candidates as they stand.
   *
   * @param shift subtracted first; the highest logit, so that no term is above 1
   * @return sum in double precision
   */
  public double weight(float shift) {
    return Softmax.sum(logits, 0, size, shift);
  }

  /**
   * Keeps one candidate.
   *
   * @param i its index
   */
  public void keepOnly(int i) {
    ids[0] = id(i);
    logits[0] = logits[i];
    whole = false;
    ordered = true;
    size = 1;
  }

  /**
   * Keeps the candidates whose logit is at least a bound, in the order in which they stand.
   *
   * @param bound the lowest logit that stays; not above the highest logit
   */
  public void keepAtLeast(double bound) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (logits[i] >= bound) {
        ids[kept] = id(i);
        logits[kept++] = logits[i];
      }
    }
    whole = false;
    size = kept;
  }

  /**
   * Keeps the first candidates of an ordered list.
   *
   * @param count how many, at least 1
   */
  public void keepFirst(int count) {
    if (!ordered || count < 1) {
      throw new IllegalStateException(
          "first " + count + " of candidates that are " + (ordered ? "" : "not ") + "ordered");
    }
    size = Math.min(size, count);
  }

  /**
   * Keeps the best candidates and orders them. Costs one look at each, and a heap of {@code count}:
   * the rest is never ordered.
   *
   * @param count how many, at least 1
   */
  public void keepBest(int count) {
    if (!ordered) {
      int kept = Math.min(size, count);
      listIds(kept);
      for (int root = kept / 2 - 1; root >= 0; root--) {
        sift(root, kept, -1);
      }
      for (int i = kept; i < size; i++) { // the heap's root is the worst that is kept
        if (logits[i] > logits[0]) { // ids rise: an equal logit comes too late
          logits[0] = logits[i];
          ids[0] = id(i);
          sift(0, kept, -1);
        }
      }
      whole = false;
      size = kept;
      for (int end = size - 1; end > 0; end--) {
        swap(0, end);
        sift(0, end, -1);
      }
      ordered = true;
    }
    keepFirst(count);
  }

  /**
   * Keeps the shortest list of best candidates whose weights reach a sum, and orders them. They are
   * taken from a heap one after the other: the rest is never ordered.
   *
   * @param shift as in {@link #weight}
   * @param enough the sum of e^(logit - shift) to reach
   */
  public void keepHeaviest(float shift, double enough) {
    double sum = 0;
    int kept = 0;
    if (ordered) {
      while (kept < size && (kept == 0 || sum < enough)) {
        sum += Softmax.exp((double) logits[kept++] - shift);
      }
      size = kept;
      return;
    }
    listIds(size);
    whole = false;
    for (int root = size / 2 - 1; root >= 0; root--) {
      sift(root, size, 1);
    }
    while (kept < size
        && (kept == 0
            || sum < enough)) { // the best of the rest is at 0; those taken stand at the end
      sum += Softmax.exp((double) logits[0] - shift);
      kept++;
      swap(0, size - kept);
      sift(0, size - kept, 1);
    }
    for (int i = 0, j = size - 1; i < j && i < kept; i++, j--) {
      swap(i, j);
    }
    size = kept;
    ordered = true;
  }

  private void listIds(int count) {
    if (whole) {
      for (int i = 0; i < count; i++) {
        ids[i] = i;
      }
    }
  }

  /**
   * Moves the element at root down in a heap whose root is the best (sign 1) or the worst (sign
   * -1).
   */
  private void sift(int root, int end, int sign) {
    float logit = logits[root];
    int id = ids[root];
    int at = root;
    for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end
          && above(logits[child + 1], ids[child + 1], logits[child], ids[child], sign)) {
        child++;
      }
      if (!above(logits[child], ids[child], logit, id, sign)) {
        break;
      }
      logits[at] = logits[child];
      ids[at] = ids[child];
      at = child;
    }
    logits[at] = logit;
    ids[at] = id;
  }

  private static boolean above(float logit, int id, float otherLogit, int otherId, int sign) {
    if (logit == otherLogit) {
      return sign > 0 ? id < otherId : id > otherId;
    }
    return sign > 0 == logit > otherLogit;
  }

  private void swap(int i, int j) {
    float logit = logits[i];
    logits[i] = logits[j];
    logits[j] = logit;
    int id = ids[i];
    ids[i] = ids[j];
    ids[j] = id;
  }
}
