package io.kvasir.model.layer;

import io.kvasir.model.config.GatedDeltaConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import java.util.Arrays;

/**
 * One position of one head of a gated delta net (Yang et al. 2024): {@code S ← e^g·S; S ← S + k ⊗
 * β(v - Sᵀk); o = Sᵀq} with g = -e^A·softplus(a + bias), keys and queries of length 1, queries
 * divided by √keyWidth.
 */
final class DeltaHead {
  private static final float EPSILON = 1e-6f;

  private final int keyWidth;
  private final int valueWidth;
  private final Norm norm;
  private final float[] decayBase; // (valueHeads) -e^A
  private final float[] decayBias; // (valueHeads)
  private final Kernels kernels;
  private final float[] q; // (keyWidth)
  private final float[] k; // (keyWidth)
  private final float[] change; // (valueWidth) β(v - Sᵀk)
  private final float[] o; // (valueWidth)
  private final float[] one = new float[1];

  DeltaHead(
      GatedDeltaConfig config, Norm norm, float[] decayBase, float[] decayBias, Kernels kernels) {
    this.keyWidth = config.keyWidth();
    this.valueWidth = config.valueWidth();
    this.norm = norm;
    this.decayBase = decayBase;
    this.decayBias = decayBias;
    this.kernels = kernels;
    this.q = new float[keyWidth];
    this.k = new float[keyWidth];
    this.change = new float[valueWidth];
    this.o = new float[valueWidth];
  }

  /** Takes query and key of the position. */
  void keys(float[] x, int queryAt, int keyAt) {
    unit(x, queryAt, (float) (1 / Math.sqrt(keyWidth)), q);
    unit(x, keyAt, 1, k);
  }

  private void unit(float[] x, int at, float factor, float[] to) {
    float square = kernels.dot(x, at, x, at, keyWidth);
    float scale = (float) (1 / Math.sqrt(square + EPSILON));
    for (int i = 0; i < keyWidth; i++) {
      to[i] = x[at + i] * scale * factor;
    }
  }

  /** Moves the memory S of a head, shape (keyWidth, valueWidth), one position on and reads it. */
  void step(float[] memory, int head, float[] v, int vAt, float beta, float a) {
    one[0] = a + decayBias[head];
    kernels.activate(Activation.SOFTPLUS, one, 0, 1);
    one[0] *= decayBase[head];
    kernels.exp(one, 0, 1, 0);
    float decay = one[0];
    int at = head * keyWidth * valueWidth;
    for (int i = 0; i < keyWidth * valueWidth; i++) {
      memory[at + i] *= decay;
    }
    read(memory, at, k, change);
    for (int i = 0; i < valueWidth; i++) {
      change[i] = (v[vAt + i] - change[i]) * beta;
    }
    for (int row = 0; row < keyWidth; row++) {
      int rowAt = at + row * valueWidth;
      float factor = k[row];
      for (int i = 0; i < valueWidth; i++) {
        memory[rowAt + i] += factor * change[i];
      }
    }
    read(memory, at, q, o);
  }

  /** Sᵀ·x. */
  private void read(float[] memory, int at, float[] x, float[] to) {
    Arrays.fill(to, 0);
    kernels.blend(
        x, 0, keyWidth, 1, memory, at, valueWidth, keyWidth, valueWidth, to, 0, valueWidth);
  }

  /** The normed result times its gate. */
  void finish(float[] gate, int gateAt, float[] to, int at) {
    norm.vector(o, 0, o, 0);
    for (int i = 0; i < valueWidth; i++) {
      to[at + i] = o[i] * gate[gateAt + i];
    }
  }
}
