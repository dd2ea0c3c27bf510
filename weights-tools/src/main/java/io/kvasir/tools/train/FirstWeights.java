package io.kvasir.tools.train;

import java.util.Arrays;
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
 *
 * <p>The first head of the first block begins as one that looks at the token before. All rows of
 * the embedding have a direction in common, from which its queries and keys take a constant each,
 * and the rotations of positions (Su et al. 2021, "RoFormer") turn these two onto each other at
 * distance 1. An induction head wants such a head in a block before its own; when it was left to
 * chance, it came in the last block but one, and induction did not come at all.
 */
final class FirstWeights {
  private static final double COPY = 2; // factor of a group's heads together
  private static final double COMMON = 0.4; // of a row of the embedding, whose length is 1
  private static final int PAIRS = 6; // that look back, those that turn fastest
  private static final double SHARPNESS = 3; // score of a pair at distance 1

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
    first.lookingBack(
        Objects.requireNonNull(weights.get("embedding.tokens")),
        Objects.requireNonNull(weights.get("layers.0.attention.query.weight")),
        Objects.requireNonNull(weights.get("layers.0.attention.key.weight")));
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

  /**
   * Makes the first head look at the token before. Of every normed row of the embedding a part
   * c·√width lies along the common unit vector u. Rows of the query are added a·u and rows of the
   * key a·(cos θ, sin θ)·u in pairs, so that pair p scores (a·c)²·width·cos((distance - 1)·θ) /
   * √headWidth, most at distance 1; a is chosen so that this is the sharpness.
   *
   * @param embedding (vocabulary, width)
   * @param query (heads · headWidth, width)
   * @param key (keyValueHeads · headWidth, width)
   */
  private void lookingBack(float[] embedding, float[] query, float[] key) {
    double[] u = direction();
    double own = Math.sqrt(1 - COMMON * COMMON);
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = (float) (own * embedding[i] + COMMON * u[i % size.width()]);
    }
    double a = Math.sqrt(SHARPNESS * Math.sqrt(size.headWidth()) / size.width()) / COMMON;
    for (int pair = 0; pair < Math.min(PAIRS, size.headWidth() / 2); pair++) {
      double angle = Math.pow(ModelSize.ROPE_BASE, -2.0 * pair / size.headWidth());
      addRow(query, 2 * pair, a, u);
      addRow(key, 2 * pair, a * StrictMath.cos(angle), u);
      addRow(key, 2 * pair + 1, a * StrictMath.sin(angle), u);
    }
  }

  /** A unit vector, drawn. */
  private double[] direction() {
    double[] u = random.doubles(size.width(), -1, 1).toArray();
    double norm = Math.sqrt(Arrays.stream(u).map(x -> x * x).sum());
    return Arrays.stream(u).map(x -> x / norm).toArray();
  }

  private static void addRow(float[] matrix, int row, double factor, double[] u) {
    for (int i = 0; i < u.length; i++) {
      matrix[row * u.length + i] += (float) (factor * u[i]);
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
