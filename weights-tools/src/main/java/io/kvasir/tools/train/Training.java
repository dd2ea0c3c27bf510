package io.kvasir.tools.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.kvasir.tools.reference.ReferenceDecoder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The state of a training: weights, moments and the number of steps that are done. */
final class Training implements AutoCloseable {
  private final Engine engine;
  private final NDManager manager;
  private final Map<String, NDArray> weights = new LinkedHashMap<>();
  private final Optimizer optimizer;
  private final ReferenceDecoder decoder;
  private final Recipe recipe;
  private final Sharpening sharpening;
  private final ExecutorService threads;
  private int step;

  /**
   * What a step came to.
   *
   * @param loss mean of -ln p over the batch's tokens by their weights, before the update
   * @param norm of the gradients
   */
  record Report(double loss, double norm) {}

  Training(Engine engine, Recipe recipe, Sharpening sharpening) {
    this.engine = engine;
    this.recipe = recipe;
    this.sharpening = sharpening;
    this.manager = engine.newBaseManager();
    this.threads = Executors.newFixedThreadPool(recipe.threads());
    Map<String, float[]> first = FirstWeights.draw(recipe.size(), recipe.seed());
    recipe
        .size()
        .shapes()
        .forEach((name, shape) -> {
          float[] numbers = Objects.requireNonNull(first.get(name));
          NDArray array = manager.create(numbers, new Shape(shape));
          array.setRequiresGradient(true);
          weights.put(name, array);
        });
    this.optimizer = new Optimizer(weights, manager, recipe);
    this.decoder = new ReferenceDecoder(recipe.size().config(), (name, shape) -> array(name));
  }

  /** Weights and moments, for a checkpoint. */
  Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    optimizer.state().forEach((name, array) -> state.put(name, array.toFloatArray()));
    return state;
  }

  /** Takes a training up again where a checkpoint left it. */
  void restore(int done, Map<String, float[]> state) {
    optimizer
        .state()
        .forEach((name, array) -> {
          float[] values = state.get(name);
          if (values == null || values.length != array.size()) {
            throw new TrainingException(
                "the checkpoint is of another corpus or version: " + name + " does not fit");
          }
          array.set(FloatBuffer.wrap(values));
        });
    step = done;
  }

  /** The numbers of an array of weights, row-major. */
  float[] weight(String name) {
    return array(name).toFloatArray();
  }

  private NDArray array(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  int step() {
    return step;
  }

  /**
   * One update. Each thread takes a share of the windows, forward and backward; their gradients add
   * up in the weights. A sum of two is the same in both orders, so with two threads the bits do not
   * depend on which is first.
   */
  Report next(Batches.Batch batch) {
    try {
      double loss = learn(batch);
      double norm = optimizer.update(step, recipe.learningRate(step), threads);
      step++;
      return new Report(loss, norm);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException("the training was interrupted", e);
    } catch (ExecutionException e) {
      throw new TrainingException("a step of the training failed: " + e.getCause(), e);
    }
  }

  private double learn(Batches.Batch batch) throws InterruptedException, ExecutionException {
    double loss = 0;
    try (GradientCollector gradients = engine.newGradientCollector()) {
      List<Future<Double>> shares = new ArrayList<>();
      for (Batches.Batch share : batch.shares(recipe.threads())) {
        shares.add(threads.submit(() -> learn(gradients, share)));
      }
      for (Future<Double> share : shares) {
        loss += share.get() / shares.size();
      }
    }
    return loss;
  }

  /** Mean loss of a share of the windows; its gradients are added to the weights'. */
  private double learn(GradientCollector gradients, Batches.Batch share) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = decoder.logits(manager.create(share.inputs())); // (rows, vocabulary)
      NDArray logP = logits.logSoftmax(-1); // (rows, vocabulary)
      NDArray mean = crossEntropy(logP, share); // ()
      boolean sharpens = step >= recipe.sharpenFrom();
      NDArray learned = sharpens ? mean.add(tails(logP, share)) : mean; // ()
      gradients.backward(learned.mul(manager.create(1f / recipe.threads())));
      return mean.getFloat();
    }
  }

  /** Mean loss of a batch without learning from it. */
  double measure(Batches.Batch batch) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = decoder.logits(manager.create(batch.inputs())); // (rows, vocabulary)
      return crossEntropy(logits.logSoftmax(-1), batch).getFloat();
    }
  }

  private NDArray crossEntropy(NDArray logP, Batches.Batch batch) {
    NDArray targets = manager.create(batch.targets()).reshape(-1, 1); // (rows, 1)
    NDArray weights = manager.create(batch.weights()).reshape(-1, 1); // (rows, 1)
    return logP.gather(targets, 1).mul(weights).mean().neg(); // ()
  }

  /** Mean of Σ pressure · max(0, ln p + floor). */
  private NDArray tails(NDArray logP, Batches.Batch batch) {
    NDArray pressure = manager.create(sharpening.pressure(batch)); // (rows, vocabulary)
    NDArray above = logP.add(Sharpening.FLOOR).getNDArrayInternal().relu(); // (rows, vocabulary)
    return above.mul(pressure).sum(new int[] {1}).mean(); // ()
  }

  @Override
  public void close() {
    threads.close();
    manager.close();
  }
}
