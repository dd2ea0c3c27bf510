package io.kvasir.tools.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Momentum, made orthogonal: a matrix moves by U·Vᵀ where its momentum is U·Σ·Vᵀ, so that rare
 * directions of the gradients count as much as frequent ones (Jordan et al. 2024, "Muon: An
 * optimizer for hidden layers in neural networks"). The update is scaled to the size that Adam's
 * usually has, so that both share a learning rate and a decay (Liu et al. 2025, "Muon is Scalable
 * for LLM Training").
 */
final class Muon implements Rule {
  private static final double MOMENTUM = 0.95;
  private static final double SIZE = 0.2; // root mean square of an update at rate 1
  private static final int ITERATIONS = 5;
  // of the polynomial a·x + b·x³ + c·x⁵ that, applied again and again, draws singular values from
  // (0, 1] to about 1: those of Jordan et al.
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;

  private final NDArray momentum; // as array

  Muon(NDArray array, NDManager manager) {
    this.momentum = manager.zeros(array.getShape());
  }

  /** Begins with a mean gradient, of which the momentum is a sum. */
  void begin(NDArray mean) {
    momentum.addi(mean.mul(1 / (1 - MOMENTUM)));
  }

  @Override
  public Map<String, NDArray> state() {
    return Map.of("momentum", momentum);
  }

  @Override
  public NDArray update(NDArray gradient, int step) {
    NDArray m = momentum.muli(MOMENTUM).addi(gradient);
    NDArray ahead = m.mul(MOMENTUM).addi(gradient); // Nesterov
    long rows = gradient.getShape().get(0);
    long columns = gradient.getShape().get(1);
    NDArray direction =
        rows > columns ? orthogonal(ahead.transpose()).transpose() : orthogonal(ahead);
    return direction.mul(SIZE * Math.sqrt((double) Math.max(rows, columns)));
  }

  /**
   * Nearly U·Vᵀ of U·Σ·Vᵀ (rows, columns), rows at most columns, by Newton's and Schulz's
   * iteration.
   */
  static NDArray orthogonal(NDArray matrix) {
    NDArray x = matrix.div(matrix.square().sum().sqrt().add(1e-7)); // (rows, columns)
    for (int i = 0; i < ITERATIONS; i++) {
      NDArray s = x.matMul(x.transpose()); // (rows, rows)
      NDArray p = s.mul(B).addi(s.matMul(s).muli(C)); // (rows, rows)
      x = x.mul(A).addi(p.matMul(x)); // (rows, columns)
    }
    return x;
  }
}
