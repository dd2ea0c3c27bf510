package io.kvasir.tools.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * The numbers that a training begins with. Norms are 1; matrices are drawn from a normal
 * distribution, smaller where results are added to the residual.
 *
 * <p>Values and outputs of attention begin as a copy: the rows of a head's value matrix V are
 * orthonormal, and its columns of the output matrix are a multiple of Vᵀ, so that a head adds a
 * part of what it looks at to what is said next. Heads then learn where to look at once, instead of
 * waiting until copying happens to pay (Trockman and Kolter 2023, "Mimetic Initialization of
 * Self-Attention Layers"). Here it brought the copying of names from beyond 3 million tokens to
 * half a million.
 */
final class FirstWeights {
  private static final double COPY = 2; // factor of a group's heads together

  private final ModelSize size;
  private final Random random;

  private FirstWeights(ModelSize size, long seed) {
    this.size = size;
    this.random = new Random(seed);
  }

  /** Row-major numbers by name, in the order of {@link ModelSize#shapes}. */
  static Map<String, float[]> draw(ModelSize size, long seed) {
    FirstWeights first = new FirstWeights(size, seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    size.shapes().forEach((name, shape) -> weights.put(name, first.array(name, shape)));
    for (int layer = 0; layer < size.layers(); layer++) {
      String attention = "layers." + layer + ".attention.";
      first.copying(
          Objects.requireNonNull(weights.get(attention + "value.weight")),
          Objects.requireNonNull(weights.get(attention + "output.weight")));
    }
    return weights;
  }

  private float[] array(String name, long[] shape) {
    float[] values = new float[(int) (shape.length == 1 ? shape[0] : shape[0] * shape[1])];
    double deviation = shape.length == 1 ? 0 : deviation(name, (double) shape[1]);
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.length == 1 ? 1 : (float) (random.nextGaussian() * deviation);
    }
    return values;
  }

  private double deviation(String name, double in) {
    if (name.startsWith("embedding")) {
      return 1
          / Math.sqrt(in); // rows of length 1; logits of about 1, as the table is the output too
    }
    double deviation = 1 / Math.sqrt(3 * in);
    return name.endsWith("down.weight") ? deviation / Math.sqrt(2.0 * size.layers()) : deviation;
  }

  /**
   * Makes a layer's attention copy.
   *
   * @param value (keyValueHeads · headWidth, width)
   * @param output (width, heads · headWidth)
   */
  private void copying(float[] value, float[] output) {
    int group = size.heads() / size.keyValueHeads();
    for (int head = 0; head < size.keyValueHeads(); head++) {
      orthonormalise(value, head * size.headWidth());
    }
    int in = size.heads() * size.headWidth();
    for (int column = 0; column < in; column++) {
      int row = column / size.headWidth() / group * size.headWidth() + column % size.headWidth();
      for (int i = 0; i < size.width(); i++) {
        output[i * in + column] = (float) (COPY / group * value[row * size.width() + i]);
      }
    }
  }

  /** Gram and Schmidt, over the rows of one head. */
  private void orthonormalise(float[] matrix, int from) {
    int width = size.width();
    for (int row = from; row < from + size.headWidth(); row++) {
      for (int before = from; before < row; before++) {
        add(matrix, row, before, -product(matrix, row, before));
      }
      double norm = Math.sqrt(product(matrix, row, row));
      for (int i = row * width; i < (row + 1) * width; i++) {
        matrix[i] = (float) (matrix[i] / norm);
      }
    }
  }

  private double product(float[] matrix, int a, int b) {
    double sum = 0;
    for (int i = 0; i < size.width(); i++) {
      sum += (double) matrix[a * size.width() + i] * matrix[b * size.width() + i];
    }
    return sum;
  }

  private void add(float[] matrix, int to, int from, double factor) {
    for (int i = 0; i < size.width(); i++) {
      matrix[to * size.width() + i] += (float) (factor * matrix[from * size.width() + i]);
    }
  }
}
