package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import org.junit.jupiter.api.Test;

class RopeTest {
  private static float[] turned(RopeConfig config, int position, int capacity, float... head) {
    Workspace workspace = new Workspace(256);
    Rope rope = new Rope(config, 0, workspace);
    Sequence sequence = new Sequence(capacity, 1, new LayerState[0]);
    Step step = new Step(position + 1);
    step.clear(Observer.NONE, Ablation.NONE);
    step.add(Slice.of(sequence, new int[position + 1], Slice.Want.NONE), 0, 0);
    workspace.ensure(position + 1);
    rope.prepare(step);
    float[] x = head.clone();
    rope.turn(position, x, 0, 1, head.length);
    return x;
  }

  /** (a + ib)·e^(i·angle), as the paper defines it. */
  private static void assertTurned(
      float[] x, int a, int b, float fromA, float fromB, double angle) {
    assertThat((double) x[a])
        .isCloseTo(fromA * Math.cos(angle) - fromB * Math.sin(angle), within(1e-5));
    assertThat((double) x[b])
        .isCloseTo(fromA * Math.sin(angle) + fromB * Math.cos(angle), within(1e-5));
  }

  @Test
  void halvesPairFloatsHalfAHeadApart() {
    RopeConfig config = RandomModels.rope(4, RopeConfig.Pairs.HALVES);
    float[] x = turned(config, 3, 10, 1, 2, 3, 4);
    assertTurned(x, 0, 2, 1, 3, 3);
    assertTurned(x, 1, 3, 2, 4, 0.03);
  }

  @Test
  void neighboursPairFloatsSideBySide() {
    RopeConfig config = RandomModels.rope(4, RopeConfig.Pairs.NEIGHBOURS);
    float[] x = turned(config, 3, 10, 1, 2, 3, 4);
    assertTurned(x, 0, 1, 1, 2, 3);
    assertTurned(x, 2, 3, 3, 4, 0.03);
  }

  @Test
  void floatsBeyondTheWidthStay() {
    RopeConfig config = RandomModels.rope(2, RopeConfig.Pairs.HALVES);
    float[] x = turned(config, 5, 10, 1, 2, 3, 4);
    assertThat(x[2]).isEqualTo(3);
    assertThat(x[3]).isEqualTo(4);
  }

  @Test
  void positionZeroIsTheIdentity() {
    RopeConfig config = RandomModels.rope(4, RopeConfig.Pairs.HALVES);
    assertThat(turned(config, 0, 10, 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void theCapacityOfTheSequenceChoosesTheAngles() {
    RopeConfig.Angles near = new RopeConfig.Angles(new float[] {1}, 1);
    RopeConfig.Angles far = new RopeConfig.Angles(new float[] {0.5f}, 2);
    RopeConfig config = new RopeConfig(2, RopeConfig.Pairs.HALVES, near, far, 10);
    assertTurned(turned(config, 3, 10, 1, 2), 0, 1, 1, 2, 3);
    float[] x = turned(config, 3, 11, 1, 2);
    assertTurned(x, 0, 1, 2, 4, 1.5);
  }
}
