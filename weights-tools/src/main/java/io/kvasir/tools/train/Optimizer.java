package io.kvasir.tools.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Moves all weights by their gradients: the matrices of the blocks by {@link AdamWThenMuon}, the
 * norms and the embedding, most of whose rows are not met in a step, by {@link AdamW} without
 * decay. The gradients of all arrays together are cut to a largest norm before.
 */
final class Optimizer {
  /**
   * An array that is learned.
   *
   * @param array the numbers
   * @param rule how they move
   * @param decay what they lose of themselves at a learning rate of 1
   */
  private record Learned(NDArray array, Rule rule, double decay) {}

  private final Map<String, Learned> all = new LinkedHashMap<>();
  private final double clip;

  Optimizer(Map<String, NDArray> arrays, NDManager manager, Recipe recipe) {
    this.clip = recipe.clip();
    arrays.forEach((name, array) -> {
      boolean matrix = array.getShape().dimension() > 1 && !name.startsWith("embedding");
      Rule rule =
          matrix ? new AdamWThenMuon(array, manager, recipe.muonFrom()) : new AdamW(array, manager);
      all.put(name, new Learned(array, rule, matrix ? recipe.decay() : 0));
    });
  }

  /** Everything that the next update depends on, by name. */
  Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    all.forEach((name, learned) -> {
      state.put("weight." + name, learned.array());
      learned.rule().state().forEach((what, array) -> state.put(what + "." + name, array));
    });
    return state;
  }

  /**
   * Moves all weights and sets their gradients to zero.
   *
   * @param step from 0
   * @param rate learning rate
   * @param threads that compute the updates, which do not depend on each other
   * @return the norm of the gradients before it was cut
   */
  double update(int step, double rate, ExecutorService threads)
      throws InterruptedException, ExecutionException {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double norm = norm();
      double factor = norm > clip ? clip / norm : 1;
      Queue<Future<NDArray>> updates = new ArrayDeque<>();
      for (Learned learned : all.values()) {
        updates.add(threads.submit(() -> update(learned, factor, step)));
      }
      for (Learned learned : all.values()) {
        learned.array().muli(1 - rate * learned.decay());
        try (NDArray update = updates.remove().get()) {
          learned.array().subi(update.muli(rate));
        }
        NDArray gradient = learned.array().getGradient();
        gradient.subi(gradient);
      }
      return norm;
    }
  }

  private static NDArray update(Learned learned, double factor, int step) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray gradient = learned.array().getGradient().mul(factor);
      NDArray update = learned.rule().update(gradient, step);
      NDScope.unregister(update);
      return update;
    }
  }

  private double norm() {
    double sum = 0;
    for (Learned learned : all.values()) {
      sum += learned.array().getGradient().square().sum().getFloat();
    }
    return Math.sqrt(sum);
  }
}
