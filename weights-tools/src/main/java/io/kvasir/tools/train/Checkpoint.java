package io.kvasir.tools.train;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import io.kvasir.model.weights.gguf.GgufKeys;
import io.kvasir.model.weights.gguf.GgufWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A training that can be taken up again, as a GGUF file: weights and moments to the last bit, and
 * the number of steps that are done. The place in the corpus follows from the step, since every
 * batch does.
 */
final class Checkpoint {
  private static final String RECIPE = "kvasir.training.recipe";
  private static final String STEP = "kvasir.training.step";

  private Checkpoint() {}

  /**
   * Writes a checkpoint; one of this name is replaced when it is complete.
   *
   * @param arrays numbers by name, in the order of the file
   */
  static void write(Path file, Recipe recipe, int step, Map<String, float[]> arrays) {
    GgufKeys keys =
        new GgufKeys()
            .string("general.architecture", "kvasir-training")
            .string(RECIPE, recipe.toString())
            .uint32(STEP, step);
    try (GgufWriter writer = GgufWriter.create(file, keys)) {
      arrays.forEach(
          (name, values) -> writer.tensor(name, TensorType.F32, Shape.vector(values.length)));
      arrays.values().forEach(values -> writer.write(values, 0, values.length));
      writer.finish();
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param arrays gets the numbers of every array by its name
   * @return steps that are done
   * @throws TrainingException if it is of another recipe
   * @throws io.kvasir.model.weights.ModelFormatException if the file is damaged
   */
  static int read(Path file, Recipe recipe, BiConsumer<String, float[]> arrays) {
    try (TensorSource source = TensorSource.open(file)) {
      String found = source.metadata().string(RECIPE);
      if (!found.equals(recipe.toString())) {
        throw new TrainingException(
            file + ": checkpoint of another recipe, found " + found + ", wanted " + recipe);
      }
      for (Tensor tensor : source.tensors()) {
        float[] values = new float[tensor.shape().cols()];
        tensor.row(0, values, 0);
        arrays.accept(tensor.name(), values);
      }
      return source.metadata().integer(STEP);
    }
  }
}
