package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.observe.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What the model would say if it stopped after each layer: the residual of a position through the
 * last norm and the output matrix.
 */
final class Lens {
  private static final double MOST_MULTIPLY_ADDS = 2e9;
  private static final int FEWEST_POSITIONS = 4;
  private static final int SHOWN = 5;

  /**
   * What one layer would say after one position.
   *
   * @param layer number of the layer, -1 is the embedding
   * @param best ids of the best tokens
   * @param probabilities theirs
   * @param entropy of the distribution, in nats
   * @param rank of the token that did come next, 1 is the best; 0 if none did
   * @param probability of that token
   * @param length of the residual, Euclidean
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to be shown; never compared
  record View(
      int layer,
      int[] best,
      double[] probabilities,
      double entropy,
      int rank,
      double probability,
      double length) {}

  final int first; // position
  final List<List<View>> views = new ArrayList<>(); // by position from the first, by layer from -1
  final List<float[]> embeddings = new ArrayList<>(); // by position from the first, (width)
  final double seconds;

  /** How many positions there is time for. */
  static int mostPositions(Kvasir kvasir) {
    ModelConfig config = kvasir.config();
    double one = (config.layers().size() + 1.0) * config.vocabulary() * config.width();
    return (int) Math.max(FEWEST_POSITIONS, MOST_MULTIPLY_ADDS / one);
  }

  Lens(Kvasir kvasir, Trace residuals, int[] ids, int first, int end) {
    this.first = first;
    long start = System.nanoTime();
    for (int position = first; position < end; position++) {
      int next = position + 1 < ids.length ? ids[position + 1] : -1;
      List<View> column = new ArrayList<>();
      float[][] rows = rows(residuals, position, kvasir.config().layers().size());
      float[][] logits = kvasir.lens(rows);
      for (int i = 0; i < logits.length; i++) {
        column.add(view(i - 1, logits[i], next, length(rows[i])));
      }
      views.add(column);
      embeddings.add(rows[0]);
    }
    seconds = (System.nanoTime() - start) * 1e-9;
  }

  private static float[][] rows(Trace residuals, int position, int layers) {
    float[][] rows = new float[layers + 1][];
    for (int layer = -1; layer < layers; layer++) {
      Stage stage = layer < 0 ? Stage.EMBEDDING : Stage.RESIDUAL;
      float[] row = residuals.values(stage, layer, position, 0);
      if (row == null) {
        throw new IllegalStateException("no residual of layer " + layer + ", position " + position);
      }
      rows[layer + 1] = row;
    }
    return rows;
  }

  private static double length(float[] row) {
    double squares = 0;
    for (float x : row) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares);
  }

  private static View view(int layer, float[] logits, int next, double length) {
    float highest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    double weighted = 0;
    int rank = next < 0 ? 0 : 1;
    for (int id = 0; id < logits.length; id++) {
      double x = (double) logits[id] - highest;
      double weight = Math.exp(x);
      sum += weight;
      weighted += weight > 0 ? weight * x : 0;
      if (next >= 0 && (logits[id] > logits[next] || (logits[id] == logits[next] && id < next))) {
        rank++;
      }
    }
    int[] best = best(logits, SHOWN);
    double total = sum;
    float top = highest;
    double[] p =
        Arrays.stream(best).mapToDouble(id -> Math.exp(logits[id] - top) / total).toArray();
    double chosen = next < 0 ? 0 : Math.exp((double) logits[next] - highest) / sum;
    return new View(layer, best, p, Math.log(sum) - weighted / sum, rank, chosen, length);
  }

  /** The ids of the highest logits, highest first. */
  static int[] best(float[] logits, int most) {
    PriorityQueue<Integer> worstFirst =
        new PriorityQueue<>(Comparator.comparingDouble(id -> logits[id]));
    for (int id = 0; id < logits.length; id++) {
      if (worstFirst.size() < most) {
        worstFirst.add(id);
      } else if (logits[id] > logits[worstFirst.element()]) {
        worstFirst.remove();
        worstFirst.add(id);
      }
    }
    int[] best = new int[worstFirst.size()];
    for (int i = best.length - 1; i >= 0; i--) {
      best[i] = worstFirst.remove();
    }
    return best;
  }
}
