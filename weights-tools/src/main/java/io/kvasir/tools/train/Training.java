package io.kvasir.tools.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.kvasir.tools.reference.ReferenceDecoder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The state of a training: weights, moments and the number of steps that are done. */
final class Training implements AutoCloseable {
  private final Engine engine;
  private final NDManager manager;
  private final Map<String, NDArray> weights = new LinkedHashMap<>();
  private final AdamW optimizer;
  private final ReferenceDecoder decoder;
  private final Recipe recipe;
  private int step;

  /**
   * What a step came to.
   *
   * @param loss mean of -ln p over the batch's tokens, before the update
   * @param norm of the gradients
   */
  record Report(double loss, double norm) {}

  Training(Engine engine, Recipe recipe) {
    this.engine = engine;
    this.recipe = recipe;
    this.manager = engine.newBaseManager();
    Random random = new Random(recipe.seed());
    recipe
        .size()
        .shapes()
        .forEach((name, shape) -> {
          NDArray array = manager.create(first(name, shape, random), new Shape(shape));
          array.setRequiresGradient(true);
          weights.put(name, array);
        });
    this.optimizer = new AdamW(weights, manager, recipe.decay(), recipe.clip());
    this.decoder = new ReferenceDecoder(recipe.size().config(), (name, shape) -> array(name));
  }

  /** First weights: norms 1; matrices normal, smaller where results are added to the residual. */
  private float[] first(String name, long[] shape, Random random) {
    float[] values = new float[(int) (shape.length == 1 ? shape[0] : shape[0] * shape[1])];
    boolean added = name.endsWith("output.weight") || name.endsWith("down.weight");
    double size =
        name.startsWith("embedding") ? 0.02 : 1 / Math.sqrt(3.0 * shape[shape.length - 1]);
    double deviation = added ? size / Math.sqrt(2.0 * recipe.size().layers()) : size;
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.length == 1 ? 1 : (float) (random.nextGaussian() * deviation);
    }
    return values;
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
          float[] values = Objects.requireNonNull(state.get(name), name);
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

  Report next(Batches.Batch batch) {
    double loss;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (GradientCollector gradients = engine.newGradientCollector()) {
        NDArray mean = loss(batch);
        gradients.backward(mean);
        loss = mean.getFloat();
      }
    }
    double norm = optimizer.update(step, recipe.learningRate(step));
    step++;
    return new Report(loss, norm);
  }

  /** Mean loss of a batch without learning from it. */
  double measure(Batches.Batch batch) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return loss(batch).getFloat();
    }
  }

  private NDArray loss(Batches.Batch batch) {
    NDArray logits = decoder.logits(manager.create(batch.inputs())); // (rows, vocabulary)
    NDArray targets = manager.create(batch.targets()).reshape(-1, 1); // (rows, 1)
    return logits.logSoftmax(-1).gather(targets, 1).mean().neg(); // ()
  }

  @Override
  public void close() {
    manager.close();
  }
}
