package io.kvasir.model.layer;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;

/** From q·k to the scores that go into the softmax. */
final class AttentionScores {
  private final HeadShape shape;
  private final Kernels kernels;

  AttentionScores(HeadShape shape, Kernels kernels) {
    this.shape = shape;
    this.kernels = kernels;
  }

  /**
   * Scores {@code s[at + low .. at + high)} of keys {@code tile + low ..} become scale·q·k,
   * soft-capped, with the linear bias of their distance to the query's own position.
   */
  void adjust(float[] s, int at, int low, int high, int tile, int own, int head) {
    for (int j = low; j < high; j++) {
      s[at + j] *= shape.scale();
    }
    float cap = shape.softCap();
    if (cap != 0) {
      for (int j = low; j < high; j++) {
        s[at + j] /= cap;
      }
      kernels.activate(Activation.TANH, s, at + low, high - low);
      for (int j = low; j < high; j++) {
        s[at + j] *= cap;
      }
    }
    float[] slopes = shape.slopes();
    if (slopes != null) {
      float slope = slopes[head];
      if (shape.rounded()) {
        float stored = HeadShape.bfloat16(slope);
        for (int j = low; j < high; j++) {
          s[at + j] += shape.scale() * HeadShape.bfloat16(stored * (tile + j));
        }
        return;
      }
      for (int j = low; j < high; j++) {
        s[at + j] -= slope * (own - (tile + j));
      }
    }
  }
}
