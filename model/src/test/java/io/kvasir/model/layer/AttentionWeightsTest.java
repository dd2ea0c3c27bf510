package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.state.KvCache;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tiled attention against the formula written out in double, with windows, biases, caps and sinks.
 */
class AttentionWeightsTest {
  private static final int HEADS = 4;
  private static final int GROUPS = 2;
  private static final int WIDTH = 5;
  private static final int LENGTH = 300;

  private final float[][] keys = random(LENGTH, GROUPS * WIDTH, 1);
  private final float[][] values = random(LENGTH, GROUPS * WIDTH, 2);
  private final float[][] queries = random(LENGTH, HEADS * WIDTH, 3);

  private static float[][] random(int rows, int cols, long seed) {
    Random random = new Random(seed);
    float[][] data = new float[rows][cols];
    for (float[] row : data) {
      for (int i = 0; i < cols; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return data;
  }

  private static HeadShape shape(int window, float cap, boolean alibi, boolean sinks) {
    AttentionConfig config =
        RandomModels.attention(HEADS, GROUPS, WIDTH, new PositionConfig.None(), window);
    return new HeadShape(
        HEADS,
        GROUPS,
        WIDTH,
        WIDTH,
        WIDTH,
        config.scale(),
        cap,
        window,
        alibi ? HeadShape.alibiSlopes(HEADS, 8) : null,
        false,
        sinks ? new float[] {0.5f, 9, -3, 0} : null);
  }

  private double[] expectedWeights(HeadShape shape, int position, int head) {
    double[] weights = new double[position + 1];
    double sum = 0;
    for (int j = shape.firstKey(position); j <= position; j++) {
      double score = 0;
      for (int d = 0; d < WIDTH; d++) {
        score += (double) queries[position][head * WIDTH + d] * keys[j][head / 2 * WIDTH + d];
      }
      score *= shape.scale();
      score = shape.softCap() == 0 ? score : shape.softCap() * Math.tanh(score / shape.softCap());
      float[] slopes = shape.slopes();
      score -= slopes == null ? 0 : slopes[head] * (double) (position - j);
      weights[j] = Math.exp(score);
      sum += weights[j];
    }
    float[] sinks = shape.sinks();
    sum += sinks == null ? 0 : Math.exp(sinks[head]);
    for (int j = 0; j <= position; j++) {
      weights[j] /= sum;
    }
    return weights;
  }

  /**
   * Sends the last rows through attention in one step and checks results and handed-out weights.
   */
  private void check(HeadShape shape, int rows) {
    KvCache cache = new KvCache(CacheType.F32, GROUPS, WIDTH, 0, 0);
    Sequence sequence = new Sequence(1000, 1, new LayerState[] {cache});
    for (int p = 0; p < LENGTH; p++) {
      cache.write(p, keys[p], 0, values[p], 0);
    }
    int first = LENGTH - rows;
    if (first > 0) {
      sequence.begin(first);
      sequence.append(new int[first], 0, first);
    }
    Step step = new Step(rows);
    Rows q = new Rows(rows, HEADS * WIDTH);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(queries[first + r], 0, q.data, q.at(r), HEADS * WIDTH);
    }
    int[] seen = new int[1];
    Observer observer =
        new Observer() {
          @Override
          public boolean wantsAttention(int layer) {
            return true;
          }

          @Override
          public void attention(
              int layer, int head, int slice, int position, float[] weights, int from, int count) {
            double[] expected = expectedWeights(shape, position, head);
            assertThat(from).isEqualTo(shape.firstKey(position));
            assertThat(from + count).isEqualTo(position + 1);
            for (int j = 0; j < count; j++) {
              assertThat((double) weights[j]).isCloseTo(expected[from + j], within(1e-6));
            }
            seen[0]++;
          }
        };
    step.clear(observer, Ablation.NONE);
    step.add(Slice.of(sequence, new int[rows], Slice.Want.NONE), 0, 0);
    Rows out = new Rows(rows, HEADS * WIDTH);
    try (ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), 2)) {
      new TiledAttention(shape, kernels).forward(step, 0, q, out);
    }
    assertThat(seen[0]).isEqualTo(rows * HEADS);
    for (int r = 0; r < rows; r++) {
      for (int head = 0; head < HEADS; head++) {
        double[] weights = expectedWeights(shape, first + r, head);
        for (int d = 0; d < WIDTH; d++) {
          double expected = 0;
          for (int j = 0; j < weights.length; j++) {
            expected += weights[j] * values[j][head / 2 * WIDTH + d];
          }
          assertThat((double) out.data[out.at(r) + head * WIDTH + d])
              .isCloseTo(expected, within(2e-6));
        }
      }
    }
  }

  @Test
  void plainAttentionFollowsTheFormula() {
    check(shape(0, 0, false, false), LENGTH);
    check(shape(0, 0, false, false), 1);
  }

  @Test
  void aWindowHidesOldKeys() {
    check(shape(7, 0, false, false), LENGTH);
    check(shape(130, 0, false, false), LENGTH);
    check(shape(130, 0, false, false), 3);
  }

  @Test
  void softCapsBiasesAndSinksTakePart() {
    check(shape(0, 2, false, false), LENGTH);
    check(shape(0, 0, true, false), LENGTH);
    check(shape(0, 0, false, true), LENGTH);
    check(shape(20, 3, true, true), 5);
  }

  @Test
  void slopesOfLinearBiasesAreThoseOfThePaper() {
    assertThat(HeadShape.alibiSlopes(8, 8))
        .containsExactly(
            0.5f, 0.25f, 0.125f, 0.0625f, 0.03125f, 0.015625f, 0.0078125f, 0.00390625f);
    float[] twelve = HeadShape.alibiSlopes(12, 8);
    assertThat(twelve[7]).isEqualTo(0.00390625f);
    assertThat(twelve[8]).isEqualTo((float) Math.pow(2, -0.5));
    assertThat(twelve[9]).isEqualTo((float) Math.pow(2, -1.5));
  }
}
