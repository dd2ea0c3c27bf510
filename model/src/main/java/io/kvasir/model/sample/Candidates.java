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
  private final double[] weights; // (vocabulary), the first size as of the last weigh()
  private final Softmax softmax = new Softmax();
  private final Nucleus nucleus = new Nucleus();
  private final Best best;
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
    weights = new double[vocabulary];
    best = new Best(logits, ids);
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
   * Works out the weight of each candidate: e^(logit - highest logit), its probability but for a
   * common factor.
   *
   * @return their sum in double precision, at least 1
   */
  public double weigh() {
    softmax.exp(logits, size, logits[best()], weights);
    return Softmax.sum(weights, size);
  }

  /**
   * The weight of a candidate at the last {@link #weigh}.
   *
   * @param i index below size
   * @return 0 to 1
   */
  public double weight(int i) {
    return weights[i];
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
      best.select(size, whole, kept);
      size = kept;
      whole = false;
      ordered = true;
    }
    keepFirst(count);
  }

  /**
   * Keeps the fewest best candidates whose weights reach a share of the whole, in the order in
   * which they stand. Nothing is ordered for it.
   *
   * @param share 0 to 1; at least one candidate stays
   */
  public void keepHeaviest(double share) {
    double enough = share * weigh();
    if (ordered) {
      double sum = weights[0];
      int kept = 1;
      while (kept < size && sum < enough) {
        sum += weights[kept++];
      }
      size = kept;
      return;
    }
    nucleus.find(logits, weights, size, enough);
    int equals = nucleus.equals();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (logits[i] > nucleus.lowest() || (logits[i] == nucleus.lowest() && equals-- > 0)) {
        ids[kept] = id(i);
        logits[kept++] = logits[i];
      }
    }
    whole = false;
    size = kept;
  }
}
