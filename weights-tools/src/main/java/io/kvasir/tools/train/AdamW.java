package io.kvasir.tools.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Each number moves by its mean gradient over the root of the mean of its square (Kingma and Ba
 * 2015, "Adam"); the decay of weights is kept apart (Loshchilov and Hutter 2019).
 */
final class AdamW implements Rule {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.95;
  private static final double EPSILON = 1e-8;

  private final NDArray mean; // running mean of the gradients, as array
  private final NDArray square; // running mean of their squares, as array

  AdamW(NDArray array, NDManager manager) {
    this.mean = manager.zeros(array.getShape());
    this.square = manager.zeros(array.getShape());
  }

  /** The running mean of the gradients. */
  NDArray mean() {
    return mean;
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of("mean", mean, "square", square);
  }

  @Override
  public NDArray update(NDArray gradient, int step) {
    double correction1 = 1 - StrictMath.pow(BETA_1, step + 1);
    double correction2 = 1 - StrictMath.pow(BETA_2, step + 1);
    NDArray m = mean.muli(BETA_1).addi(gradient.mul(1 - BETA_1));
    NDArray v = square.muli(BETA_2).addi(gradient.square().muli(1 - BETA_2));
    return m.div(v.div(correction2).sqrt().addi(EPSILON)).muli(1 / correction1);
  }
}
