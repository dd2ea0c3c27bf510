package io.kvasir.model.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds heads that do a certain thing: the mean weight that each head gives to the target keys,
 * over all queries that have some. Observe as many passes as you like, each with its own target.
 */
public final class HeadScores {
  /**
   * What a head scores.
   *
   * @param layer number of the layer
   * @param head query head
   * @param score mean weight on the targets, 0 to 1
   * @param even what a head would score that looks at all positions alike
   * @param queries positions that had targets
   */
  public record Score(int layer, int head, double score, double even, long queries) {}

  private static final class Sum {
    private double weight;
    private double even;
    private long queries;
  }

  private final List<List<Sum>> sums = new ArrayList<>(); // by layer and head

  /** Starts with nothing seen. */
  public HeadScores() {}

  /**
   * An observer of one pass, or of several over the same sequence.
   *
   * @param target which keys count
   * @return to be handed to the decoder
   */
  public Observer observer(AttentionTarget target) {
    return new Observer() {
      @Override
      public boolean wantsAttention(int layer) {
        return true;
      }

      @Override
      public void attention(
          int layer, int head, int slice, int position, float[] weights, int firstKey, int keys) {
        add(target, layer, head, position, weights, firstKey, keys);
      }
    };
  }

  private void add(
      AttentionTarget target,
      int layer,
      int head,
      int position,
      float[] weights,
      int firstKey,
      int keys) {
    double weight = 0;
    int targets = 0;
    for (int i = 0; i < keys; i++) {
      if (target.test(position, firstKey + i)) {
        weight += weights[i];
        targets++;
      }
    }
    if (targets > 0) {
      Sum sum = sum(layer, head);
      sum.weight += weight;
      sum.even += (double) targets / keys;
      sum.queries++;
    }
  }

  private Sum sum(int layer, int head) {
    while (sums.size() <= layer) {
      sums.add(new ArrayList<>());
    }
    List<Sum> heads = sums.get(layer);
    while (heads.size() <= head) {
      heads.add(new Sum());
    }
    return heads.get(head);
  }

  /**
   * All heads that had a query with targets.
   *
   * @return the best first
   */
  public List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    for (int layer = 0; layer < sums.size(); layer++) {
      for (int head = 0; head < sums.get(layer).size(); head++) {
        Sum sum = sums.get(layer).get(head);
        if (sum.queries > 0) {
          long n = sum.queries;
          scores.add(new Score(layer, head, sum.weight / n, sum.even / n, n));
        }
      }
    }
    scores.sort(Comparator.comparingDouble(Score::score).reversed());
    return scores;
  }
}
