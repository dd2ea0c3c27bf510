package io.kvasir.model.observe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes rows of attention: whole, or of the largest weights. */
final class LargestWeights {
  private static final float NOTHING = 1e-9f; // adds less than 3e-8 nats to an entropy

  private final int most;
  private float[] sorted = new float[0];

  LargestWeights(int most) {
    this.most = most;
  }

  AttentionRow row(float[] weights, float @Nullable [] scores, int firstKey, int keys) {
    double entropy = entropy(weights, keys);
    if (keys <= most) {
      float[] all = Arrays.copyOf(weights, keys);
      float[] allScores = scores == null ? null : Arrays.copyOf(scores, keys);
      return new AttentionRow(firstKey, keys, null, all, allScores, entropy, 0);
    }
    return largest(weights, scores, firstKey, keys, entropy);
  }

  private AttentionRow largest(
      float[] weights, float @Nullable [] scores, int firstKey, int keys, double entropy) {
    float bound = bound(weights, keys);
    int above = 0;
    for (int i = 0; i < keys; i++) {
      above += weights[i] > bound ? 1 : 0;
    }
    int equals = most - above; // of those with just this weight the first ones stay
    int[] kept = new int[most];
    float[] keptWeights = new float[most];
    float[] keptScores = scores == null ? null : new float[most];
    float rest = 0;
    int n = 0;
    for (int i = 0; i < keys; i++) {
      if (weights[i] > bound || (weights[i] == bound && equals-- > 0)) {
        kept[n] = firstKey + i;
        keptWeights[n] = weights[i];
        if (scores != null && keptScores != null) {
          keptScores[n] = scores[i];
        }
        n++;
      } else {
        rest += weights[i];
      }
    }
    return new AttentionRow(firstKey, keys, kept, keptWeights, keptScores, entropy, rest);
  }

  /** The smallest weight that stays. */
  private float bound(float[] weights, int keys) {
    if (sorted.length < keys) {
      sorted = new float[2 * keys];
    }
    System.arraycopy(weights, 0, sorted, 0, keys);
    Arrays.sort(sorted, 0, keys);
    return sorted[keys - most];
  }

  private static double entropy(float[] weights, int keys) {
    double sum = 0;
    for (int i = 0; i < keys; i++) {
      if (weights[i] > NOTHING) {
        sum -= weights[i] * Math.log(weights[i]);
      }
    }
    return sum;
  }
}
