package io.kvasir.tools.train;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import io.kvasir.model.weights.gguf.GgufKeys;
import io.kvasir.model.weights.gguf.GgufWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A training that can be taken up again, as a GGUF file: weights and moments to the last bit, and
 * the number of steps that are done. The place in the corpus follows from the step, since every
 * batch does.
 */
final class Checkpoint {
  private static final String RECIPE = "kvasir.training.recipe";
  private static final String STEP = "kvasir.training.step";
  private static final Pattern PART = Pattern.compile("(\\w+)=([^,\\[\\]]+)");

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
   * Looks whether a checkpoint can be taken up.
   *
   * @throws TrainingException if it is of another recipe
   * @throws io.kvasir.model.weights.ModelFormatException if the file is damaged
   */
  static void check(Path file, Recipe recipe) {
    try (TensorSource source = TensorSource.open(file)) {
      String found = source.metadata().string(RECIPE);
      if (!found.equals(recipe.toString())) {
        throw new TrainingException(
            file
                + ": training of another recipe: "
                + differences(parts(found), parts(recipe.toString()))
                + "; another folder begins anew");
      }
    }
  }

  /** The numbers of a recipe by their names. */
  private static Map<String, String> parts(String recipe) {
    Map<String, String> parts = new LinkedHashMap<>();
    Matcher matcher = PART.matcher(recipe);
    while (matcher.find()) {
      parts.put(matcher.group(1), matcher.group(2));
    }
    return parts;
  }

  private static String differences(Map<String, String> found, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .filter(part -> !part.getValue().equals(found.get(part.getKey())))
        .map(part ->
            part.getKey() + ": found " + found.get(part.getKey()) + ", wanted " + part.getValue())
        .collect(Collectors.joining("; "));
  }

  /**
   * Reads a checkpoint that was checked.
   *
   * @param arrays gets the numbers of every array by its name
   * @return steps that are done
   */
  static int read(Path file, BiConsumer<String, float[]> arrays) {
    try (TensorSource source = TensorSource.open(file)) {
      for (Tensor tensor : source.tensors()) {
        float[] values = new float[tensor.shape().cols()];
        tensor.row(0, values, 0);
        arrays.accept(tensor.name(), values);
      }
      return source.metadata().integer(STEP);
    }
  }
}
