package io.kvasir.tools.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019). Matrices decay; norms and the
 * embedding, most of whose rows are not met in a step, do not. The gradients of all arrays together
 * are cut to a largest norm before.
 */
final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.95;
  private static final double EPSILON = 1e-8;

  /**
   * An array that is learned.
   *
   * @param array the numbers
   * @param mean running mean of the gradients, as array
   * @param square running mean of their squares, as array
   * @param decays whether weight decay draws it to zero
   */
  private record Learned(NDArray array, NDArray mean, NDArray square, boolean decays) {}

  private final Map<String, Learned> all = new LinkedHashMap<>();
  private final double decay;
  private final double clip;

  AdamW(Map<String, NDArray> arrays, NDManager manager, double decay, double clip) {
    this.decay = decay;
    this.clip = clip;
    arrays.forEach((name, array) -> {
      Shape shape = array.getShape();
      boolean decays = shape.dimension() > 1 && !name.startsWith("embedding");
      all.put(name, new Learned(array, manager.zeros(shape), manager.zeros(shape), decays));
    });
  }

  /** Everything that the next update depends on, by name. */
  Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    all.forEach((name, learned) -> {
      state.put("weight." + name, learned.array());
      state.put("mean." + name, learned.mean());
      state.put("square." + name, learned.square());
    });
    return state;
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
      for (Learned learned : all.values()) {
        sum += learned.array().getGradient().square().sum().getFloat();
      }
      double norm = Math.sqrt(sum);
      double factor = norm > clip ? clip / norm : 1;
      double correction1 = 1 - StrictMath.pow(BETA_1, step + 1);
      double correction2 = 1 - StrictMath.pow(BETA_2, step + 1);
      for (Learned learned : all.values()) {
        NDArray gradient = learned.array().getGradient();
        NDArray g = gradient.mul(factor);
        NDArray m = learned.mean().muli(BETA_1).addi(g.mul(1 - BETA_1));
        NDArray v = learned.square().muli(BETA_2).addi(g.square().muli(1 - BETA_2));
        NDArray size = v.div(correction2).sqrt().addi(EPSILON);
        if (learned.decays()) {
          learned.array().muli(1 - rate * decay);
        }
        learned.array().subi(m.div(size).muli(rate / correction1));
        gradient.subi(gradient);
      }
      return norm;
    }
  }
}
