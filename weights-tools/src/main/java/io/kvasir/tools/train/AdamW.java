package io.kvasir.tools.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019). Matrices decay, norms do not; the
 * gradients of all arrays together are cut to a largest norm before.
 */
final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.95;
  private static final double EPSILON = 1e-8;

  private final Map<String, NDArray> parameters;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> squares = new LinkedHashMap<>();
  private final double decay;
  private final double clip;

  AdamW(Map<String, NDArray> parameters, NDManager manager, double decay, double clip) {
    this.parameters = parameters;
    this.decay = decay;
    this.clip = clip;
    parameters.forEach((name, array) -> {
      means.put(name, manager.zeros(array.getShape()));
      squares.put(name, manager.zeros(array.getShape()));
    });
  }

  /** Running means of the gradients. */
  Map<String, NDArray> means() {
    return means;
  }

  /** Running means of their squares. */
  Map<String, NDArray> squares() {
    return squares;
  }

  /**
   * Moves all parameters and sets their gradients to zero.
   *
   * @param step from 0
   * @param rate learning rate
   * @return the norm of the gradients before it was cut
   */
  double update(int step, double rate) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double sum = 0;
      for (NDArray parameter : parameters.values()) {
        sum += parameter.getGradient().square().sum().getFloat();
      }
      double norm = Math.sqrt(sum);
      double factor = norm > clip ? clip / norm : 1;
      double correction1 = 1 - StrictMath.pow(BETA_1, step + 1);
      double correction2 = 1 - StrictMath.pow(BETA_2, step + 1);
      parameters.forEach((name, parameter) -> {
        NDArray gradient = parameter.getGradient();
        NDArray g = gradient.mul(factor);
        NDArray m = means.get(name).muli(BETA_1).addi(g.mul(1 - BETA_1));
        NDArray v = squares.get(name).muli(BETA_2).addi(g.square().muli(1 - BETA_2));
        NDArray size = v.div(correction2).sqrt().addi(EPSILON);
        if (parameter.getShape().dimension() > 1) {
          parameter.muli(1 - rate * decay);
        }
        parameter.subi(m.div(size).muli(rate / correction1));
        gradient.subi(gradient);
      });
      return norm;
    }
  }
}
