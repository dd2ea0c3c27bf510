package io.kvasir.tools.evaluate;

import io.kvasir.model.Kvasir;
import java.util.List;

/**
 * How well a model predicts texts, and how far another way to compute it strays: the
 * Kullback-Leibler divergence of its distributions from the exact ones.
 */
public final class Divergence {

  /**
   * What came out. Logarithms are natural.
   *
   * @param tokens that were predicted
   * @param exactLoss mean of -log p of the token that follows, by the exact way
   * @param testedLoss the same by the way that is tested
   * @param mean of the divergence over all positions, at least 0
   * @param largest divergence of a position
   * @param agreement share of positions at which both hold the same token for the likeliest
   */
  public record Result(
      long tokens,
      double exactLoss,
      double testedLoss,
      double mean,
      double largest,
      double agreement) {}

  private long tokens;
  private double exactLoss;
  private double testedLoss;
  private double sum;
  private double largest;
  private long agreed;

  private Divergence() {}

  /**
   * Sends texts through both.
   *
   * @param exact computes as exactly as it can
   * @param tested computes the same model in another way
   * @param texts ids of each, at least two; none longer than the contexts
   * @return figures over all texts
   */
  public static Result of(Kvasir exact, Kvasir tested, List<int[]> texts) {
    Divergence divergence = new Divergence();
    for (int[] ids : texts) {
      float[][] wanted = exact.logits(ids);
      tested.logits(
          ids,
          (position, logits, at, length) -> {
            if (position + 1 < ids.length) {
              divergence.add(wanted[position], logits, at, ids[position + 1]);
            }
          });
    }
    return divergence.result();
  }

  /**
   * How well a model predicts texts, computed once.
   *
   * @param kvasir the model
   * @param texts ids of each, at least two; none longer than the context
   * @return mean of -log p of the tokens that follow
   */
  public static double loss(Kvasir kvasir, List<int[]> texts) {
    double[] sum = {0};
    long tokens = 0;
    for (int[] ids : texts) {
      tokens += ids.length - 1;
      kvasir.logits(
          ids,
          (position, logits, at, length) -> {
            if (position + 1 < ids.length) {
              sum[0] -= logits[at + ids[position + 1]] - logSum(logits, at, length);
            }
          });
    }
    return sum[0] / tokens;
  }

  /** Adds one position: logits of both ways, and the token that follows. */
  private void add(float[] exact, float[] tested, int at, int next) {
    double exactSum = logSum(exact, 0, exact.length);
    double testedSum = logSum(tested, at, exact.length);
    double divergence = 0;
    int exactBest = 0;
    int testedBest = 0;
    for (int i = 0; i < exact.length; i++) {
      double logP = exact[i] - exactSum;
      double logQ = tested[at + i] - testedSum;
      divergence += Math.exp(logP) * (logP - logQ);
      exactBest = exact[i] > exact[exactBest] ? i : exactBest;
      testedBest = tested[at + i] > tested[at + testedBest] ? i : testedBest;
    }
    tokens++;
    exactLoss -= exact[next] - exactSum;
    testedLoss -= tested[at + next] - testedSum;
    sum += Math.max(0, divergence); // below 0 only by rounding
    largest = Math.max(largest, divergence);
    agreed += exactBest == testedBest ? 1 : 0;
  }

  /** log Σ e^x, without overflow. */
  private static double logSum(float[] x, int at, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[at + i]);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.exp(x[at + i] - (double) max);
    }
    return max + Math.log(sum);
  }

  private Result result() {
    return new Result(
        tokens,
        exactLoss / tokens,
        testedLoss / tokens,
        sum / tokens,
        largest,
        (double) agreed / tokens);
  }
}
