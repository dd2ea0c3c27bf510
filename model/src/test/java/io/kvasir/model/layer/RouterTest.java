package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.FeedForwardConfig.GroupScore;
import io.kvasir.model.config.FeedForwardConfig.Routing;
import io.kvasir.model.config.FeedForwardConfig.Score;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Choices and weights worked out by hand; the router's matrix is the identity, so x are its
 * outputs.
 */
class RouterTest {
  /** The identity as the router's matrix, and a bias for the choice. */
  private static final class Identity implements Parameters {
    private final int n;
    private final float[] choiceBias;

    Identity(int n, float[] choiceBias) {
      this.n = n;
      this.choiceBias = choiceBias;
    }

    @Override
    public Tensor matrix(String name, int rows, int cols) {
      MemorySegment data = Arena.ofAuto().allocate(4L * n * n);
      for (int i = 0; i < n; i++) {
        data.set(ValueLayout.JAVA_FLOAT, 4L * i * (n + 1), 1);
      }
      return new Tensor(name, TensorType.F32, new Shape(1, n, n), data);
    }

    @Override
    public List<Tensor> stack(String name, int depth, int rows, int cols) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public float[] vector(String name, int length) {
      return choiceBias;
    }
  }

  private static void route(
      Routing routing,
      int chosen,
      float[] outputs,
      float[] choiceBias,
      int[] experts,
      double[] weights) {
    int n = outputs.length;
    FeedForwardConfig.Experts config =
        new FeedForwardConfig.Experts(
            n,
            chosen,
            new FeedForwardConfig.Gated(4, Activation.SILU, false),
            0,
            routing,
            null,
            false);
    Workspace workspace = new Workspace(256);
    try (ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), 1)) {
      BlockBuilder builder =
          new BlockBuilder(n, 1, new Identity(n, choiceBias), workspace, kernels, CacheType.F32);
      Router router = new Router(config, n, "experts", builder);
      workspace.ensure(1);
      Rows x = new Rows(1, n);
      System.arraycopy(outputs, 0, x.data, 0, n);
      router.choose(1, x);
      assertThat(router.slots()).isEqualTo(chosen);
      for (int i = 0; i < chosen; i++) {
        assertThat(router.expertOfSlot(router.slot(0, i))).isEqualTo(experts[i]);
        assertThat((double) router.weight(0, i)).isCloseTo(weights[i], within(1e-6));
      }
    }
  }

  private static Routing routing(Score score, boolean normalise, boolean choiceBias) {
    return new Routing(score, normalise, 1, false, choiceBias, 1, 1, GroupScore.LARGEST);
  }

  private static double[] softmax(double... x) {
    double sum = 0;
    for (double v : x) {
      sum += Math.exp(v);
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.exp(x[i]) / sum;
    }
    return y;
  }

  @Test
  void softmaxOverAllThenTheLargest() {
    double[] all = softmax(1, 3, 0, 2);
    route(
        routing(Score.SOFTMAX, false, false),
        2,
        new float[] {1, 3, 0, 2},
        new float[0],
        new int[] {1, 3},
        new double[] {all[1], all[3]});
  }

  @Test
  void normalisedWeightsSumToOne() {
    double[] two = softmax(3, 2);
    route(
        routing(Score.SOFTMAX, true, false),
        2,
        new float[] {1, 3, 0, 2},
        new float[0],
        new int[] {1, 3},
        two);
    route(
        routing(Score.SOFTMAX_OF_CHOSEN, false, false),
        2,
        new float[] {1, 3, 0, 2},
        new float[0],
        new int[] {1, 3},
        two);
  }

  @Test
  void amongEqualsTheLowerNumberIsChosen() {
    route(
        routing(Score.SOFTMAX, false, false),
        2,
        new float[] {1, 1, 1, 1},
        new float[0],
        new int[] {0, 1},
        new double[] {0.25, 0.25});
  }

  @Test
  void theChoiceBiasChangesTheChoiceAndNotTheWeight() {
    route(
        routing(Score.SIGMOID, false, true),
        1,
        new float[] {1, 3, 0, 2},
        new float[] {0, -1, 0, 0.2f},
        new int[] {3},
        new double[] {1 / (1 + Math.exp(-2))});
  }

  @Test
  void onlyTheBestGroupsAreChosenFrom() {
    Routing largest = new Routing(Score.SIGMOID, false, 2, false, false, 2, 1, GroupScore.LARGEST);
    Routing two = new Routing(Score.SIGMOID, false, 2, false, false, 2, 1, GroupScore.TWO_LARGEST);
    float[] outputs = {3, -9, 2, 2};
    double of2 = 2 / (1 + Math.exp(-2));
    double of3 = 2 / (1 + Math.exp(-3));
    double low = 2 / (1 + Math.exp(9));
    route(largest, 2, outputs, new float[0], new int[] {0, 1}, new double[] {of3, low});
    route(two, 2, outputs, new float[0], new int[] {2, 3}, new double[] {of2, of2});
  }
}
