package io.kvasir.model.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how each token was chosen: the raw distribution, what every step left, the random number.
 */
public final class SamplerTrace implements SamplerObserver {
  private final int shown;
  private final long maxBytes;
  private final List<Choice> choices = new ArrayList<>();
  private final Distribution distribution = new Distribution();
  private long bytes;
  private @Nullable Choice current;

  /**
   * What a step left.
   *
   * @param name of the step
   * @param kept how many candidates
   * @param ids the best of them, best first
   * @param logits their logits after the step
   * @param probabilities their probabilities among what is kept
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to be shown; never compared
  public record StepResult(
      String name, int kept, int[] ids, float[] logits, double[] probabilities) {}

  /** One choice. */
  public static final class Choice {
    private final float @Nullable [] logits;
    private final StepResult raw;
    private final double entropy;
    private final List<StepResult> steps = new ArrayList<>();
    private int token = -1;
    private double random = Double.NaN;

    private Choice(float @Nullable [] logits, StepResult raw, double entropy) {
      this.logits = logits;
      this.raw = raw;
      this.entropy = entropy;
    }

    /**
     * The raw logits of every token of the vocabulary.
     *
     * @return null if they did not fit in the bound of memory
     */
    public float @Nullable [] logits() {
      return logits == null ? null : logits.clone();
    }

    /**
     * The best tokens of the raw distribution.
     *
     * @return as if a step had left all
     */
    public StepResult raw() {
      return raw;
    }

    /**
     * How undecided the raw distribution is.
     *
     * @return nats, at most ln of the vocabulary's size
     */
    public double entropy() {
      return entropy;
    }

    /**
     * What the steps did.
     *
     * @return in their order, the last one left the token
     */
    public List<StepResult> steps() {
      return List.copyOf(steps);
    }

    /**
     * What was chosen.
     *
     * @return id of the token
     */
    public int token() {
      return token;
    }

    /**
     * The random number that pointed at it.
     *
     * @return 0 to 1; NaN if none was drawn
     */
    public double random() {
      return random;
    }
  }

  /**
   * Starts with nothing seen.
   *
   * @param shown the most candidates that are kept of each step
   * @param maxBytes the most memory for whole rows of logits; later ones are not kept
   */
  public SamplerTrace(int shown, long maxBytes) {
    this.shown = shown;
    this.maxBytes = maxBytes;
  }

  /**
   * What was chosen so far.
   *
   * @return one for each token
   */
  public List<Choice> choices() {
    return List.copyOf(choices);
  }

  @Override
  public void begin(Candidates candidates) {
    int n = candidates.size();
    distribution.of(candidates);
    float[] all = null;
    if (bytes + 4L * n <= maxBytes) {
      bytes += 4L * n;
      all = new float[n];
      for (int i = 0; i < n; i++) {
        all[candidates.id(i)] = candidates.logit(i);
      }
    }
    current = new Choice(all, result("raw", candidates), distribution.entropy());
  }

  @Override
  public void after(SamplerStep step, Candidates candidates) {
    if (current != null) {
      distribution.of(candidates);
      current.steps.add(result(step.name(), candidates));
    }
  }

  @Override
  public void chosen(int token, double random) {
    Choice choice = current;
    if (choice != null) {
      choice.token = token;
      choice.random = random;
      choices.add(choice);
    }
  }

  private StepResult result(String name, Candidates candidates) {
    int[] best = best(candidates);
    int[] ids = new int[best.length];
    float[] logits = new float[best.length];
    double[] probabilities = new double[best.length];
    for (int i = 0; i < best.length; i++) {
      ids[i] = candidates.id(best[i]);
      logits[i] = candidates.logit(best[i]);
      probabilities[i] = distribution.probability(logits[i]);
    }
    return new StepResult(name, candidates.size(), ids, logits, probabilities);
  }

  /** Indices of the best candidates, best first; of equal ones the lower id. */
  private int[] best(Candidates candidates) {
    PriorityQueue<Integer> worstFirst =
        new PriorityQueue<>(
            Comparator.<Integer>comparingDouble(candidates::logit)
                .thenComparing(Comparator.<Integer>comparingInt(candidates::id).reversed()));
    for (int i = 0; i < candidates.size(); i++) {
      if (worstFirst.size() < shown) {
        worstFirst.add(i);
      } else if (candidates.logit(i) > candidates.logit(worstFirst.element())) {
        worstFirst.remove();
        worstFirst.add(i);
      }
    }
    int[] best = new int[worstFirst.size()];
    for (int i = best.length - 1; i >= 0; i--) {
      best[i] = worstFirst.remove();
    }
    return best;
  }

  /** Softmax of candidates, without a look at their own weights. */
  private static final class Distribution {
    private float highest;
    private double sum;
    private double weighted; // sum of e^x · x, x = logit - highest

    void of(Candidates candidates) {
      highest = candidates.logit(candidates.best());
      sum = 0;
      weighted = 0;
      for (int i = 0; i < candidates.size(); i++) {
        double x = (double) candidates.logit(i) - highest;
        double weight = Math.exp(x);
        sum += weight;
        weighted += weight > 0 ? weight * x : 0;
      }
    }

    double probability(float logit) {
      return Math.exp((double) logit - highest) / sum;
    }

    double entropy() {
      return Math.log(sum) - weighted / sum;
    }
  }
}
