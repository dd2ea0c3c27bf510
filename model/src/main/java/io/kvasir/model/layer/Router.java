package io.kvasir.model.layer;

import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses experts for tokens. Among equal scores the expert with the lower number is chosen. A slot
 * is one (token, chosen expert); slots are sorted by expert, so that the tokens of an expert are
 * neighbours.
 */
final class Router {
  private final FeedForwardConfig.Experts config;
  private final FeedForwardConfig.Routing routing;
  private final ParallelKernels parallel;
  private final Kernels kernels;
  private final Linear weight; // (experts, width)
  private final float @Nullable [] choiceBias; // (experts)
  private final Workspace.Buffer scores; // (rows, experts)
  private final float[] rank; // (experts) what the choice looks at
  private final float[] groupRank; // (groups)
  private int slots;
  private int[] chosen = new int[0]; // (rows, chosen) expert numbers, ascending
  private float[] weights = new float[0]; // (rows, chosen)
  private int[] slotOf = new int[0]; // (rows, chosen)
  private int[] rowOf = new int[0]; // by slot
  private int[] expertOf = new int[0]; // by slot
  private final int[] first; // by expert
  private final int[] count; // by expert

  Router(FeedForwardConfig.Experts config, int width, String name, BlockBuilder builder) {
    this.config = config;
    this.routing = config.routing();
    this.parallel = builder.kernels();
    this.kernels = parallel.kernels();
    this.weight =
        new Linear(name + ".router", config.count(), width, routing.bias(), builder.parameters());
    this.choiceBias =
        routing.choiceBias()
            ? builder.parameters().vector(name + ".choice_bias", config.count())
            : null;
    this.scores = builder.workspace().buffer("router scores", config.count());
    this.rank = new float[config.count()];
    this.groupRank = new float[routing.groups()];
    this.first = new int[config.count()];
    this.count = new int[config.count()];
  }

  /** Chooses for the first rows of x, (rows, width). */
  void choose(int rows, Rows x) {
    int n = config.chosen();
    slots = rows * n;
    if (chosen.length < slots) {
      chosen = new int[slots];
      weights = new float[slots];
      slotOf = new int[slots];
      rowOf = new int[slots];
      expertOf = new int[slots];
    }
    weight.forward(parallel, rows, x, scores.rows());
    Arrays.fill(count, 0);
    for (int row = 0; row < rows; row++) {
      chooseRow(scores.rows().data, scores.rows().at(row), row * n);
    }
    int next = 0;
    for (int e = 0; e < config.count(); e++) {
      first[e] = next;
      next += count[e];
    }
    Arrays.fill(count, 0);
    for (int i = 0; i < slots; i++) {
      int e = chosen[i];
      int slot = first[e] + count[e]++;
      slotOf[i] = slot;
      rowOf[slot] = i / n;
      expertOf[slot] = e;
    }
  }

  private void chooseRow(float[] s, int at, int to) {
    int experts = config.count();
    switch (routing.score()) {
      case SOFTMAX -> softmax(s, at, experts);
      case SIGMOID -> kernels.activate(Activation.SIGMOID, s, at, experts);
      case SOFTMAX_OF_CHOSEN -> {}
    }
    for (int e = 0; e < experts; e++) {
      rank[e] = choiceBias == null ? s[at + e] : s[at + e] + choiceBias[e];
    }
    if (routing.groups() > 1) {
      keepBestGroups();
    }
    int n = config.chosen();
    for (int i = 0; i < n; i++) {
      int best = largest(rank);
      rank[best] = Float.NEGATIVE_INFINITY;
      chosen[to + i] = best;
      count[best]++;
    }
    Arrays.sort(chosen, to, to + n);
    for (int i = 0; i < n; i++) {
      weights[to + i] = s[at + chosen[to + i]];
    }
    weigh(to, n);
  }

  private void weigh(int to, int n) {
    if (routing.score() == FeedForwardConfig.Score.SOFTMAX_OF_CHOSEN) {
      softmax(weights, to, n);
    }
    if (routing.normalise()) {
      float sum = kernels.sum(weights, to, n);
      for (int i = 0; i < n; i++) {
        weights[to + i] /= sum;
      }
    }
    for (int i = 0; i < n; i++) {
      weights[to + i] *= routing.scale();
    }
  }

  private void softmax(float[] s, int at, int n) {
    kernels.exp(s, at, n, kernels.max(s, at, n));
    float sum = kernels.sum(s, at, n);
    for (int i = 0; i < n; i++) {
      s[at + i] /= sum;
    }
  }

  /** Experts outside of the best groups cannot be chosen (DeepSeek-V2 and V3). */
  private void keepBestGroups() {
    int size = config.count() / routing.groups();
    for (int g = 0; g < groupRank.length; g++) {
      float most = Float.NEGATIVE_INFINITY;
      float second = Float.NEGATIVE_INFINITY;
      for (int e = g * size; e < (g + 1) * size; e++) {
        second = Math.max(second, Math.min(most, rank[e]));
        most = Math.max(most, rank[e]);
      }
      groupRank[g] =
          routing.groupScore() == FeedForwardConfig.GroupScore.LARGEST ? most : most + second;
    }
    for (int i = 0; i < routing.chosenGroups(); i++) {
      groupRank[largest(groupRank)] = Float.NEGATIVE_INFINITY;
    }
    for (int e = 0; e < config.count(); e++) {
      if (groupRank[e / size] != Float.NEGATIVE_INFINITY) {
        rank[e] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  private static int largest(float[] a) {
    int best = 0;
    for (int i = 1; i < a.length; i++) {
      if (a[i] > a[best]) {
        best = i;
      }
    }
    return best;
  }

  int slots() {
    return slots;
  }

  int slot(int row, int choice) {
    return slotOf[row * config.chosen() + choice];
  }

  float weight(int row, int choice) {
    return weights[row * config.chosen() + choice];
  }

  int rowOfSlot(int slot) {
    return rowOf[slot];
  }

  int expertOfSlot(int slot) {
    return expertOf[slot];
  }

  int firstSlot(int expert) {
    return first[expert];
  }

  int tokens(int expert) {
    return count[expert];
  }
}
