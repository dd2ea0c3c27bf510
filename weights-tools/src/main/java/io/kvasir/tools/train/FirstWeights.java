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
 * part of what it looks at to what is said next (the first head of the first block does something
 * else with it, see below). Heads then learn where to look at once, instead of waiting until
 * copying happens to pay (Trockman and Kolter 2023, "Mimetic Initialization of Self-Attention
 * Layers"). Here it brought the copying of names from beyond 3 million tokens to half a million.
 *
 * <p>The first head of the first block begins as one that looks at the token before. All rows of
 * the embedding have a direction in common, from which its queries and keys take a constant each,
 * and the rotations of positions (Su et al. 2021, "RoFormer") turn these two onto each other at
 * distance 1. The first head of the second block begins as an induction head, which wants such a
 * head in a block before its own (Olsson et al. 2022, "In-context Learning and Induction Heads").
 * Left to chance, the one came in the last block but one, and the other not at all. Stories want so
 * little induction that such a head forgets it; the echoes of {@link Batches} keep it.
 */
final class FirstWeights {
  private static final double COPY = 2; // factor of a group's heads together
  private static final double COMMON = 0.4; // of a row of the embedding, whose length is about 1
  private static final int PAIRS = 6; // that look back, those that turn fastest
  private static final double SHARPNESS = 4; // score of a pair at distance 1
  private static final double MATCH = 1.6; // length of the rows that compare two tokens

  private final ModelSize size;
  private final Random random;

  private FirstWeights(ModelSize size, long seed) {
    this.size = size;
    this.random = new Random(seed);
  }

  /**
   * Row-major numbers by name, in the order of {@link ModelSize#shapes}.
   *
   * @throws IllegalArgumentException if the size has no room for an induction head
   */
  static Map<String, float[]> draw(ModelSize size, long seed) {
    check(size);
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
    first.following(
        Objects.requireNonNull(weights.get("layers.0.attention.value.weight")),
        Objects.requireNonNull(weights.get("layers.0.attention.output.weight")),
        Objects.requireNonNull(weights.get("layers.1.attention.query.weight")),
        Objects.requireNonNull(weights.get("layers.1.attention.key.weight")));
    return weights;
  }

  private static void check(ModelSize size) {
    if (size.layers() < 2
        || size.heads() < 2 * size.keyValueHeads()
        || size.width() < 2 * size.headWidth()) {
      throw new IllegalArgumentException(
          size
              + ": found no room for an induction head, wanted two layers or more, two heads that"
              + " share a key, and twice a head's width");
    }
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
      int from = head * size.headWidth();
      orthonormalise(value, from, from, from + size.headWidth());
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
   * Makes the first head look at the token before, and the second at the token itself. Of every
   * normed row of the embedding the part along the common unit vector u is about c·√width. Rows of
   * the query are added a·u and rows of the key a·(cos θ, sin θ)·u in pairs, so that pair p scores
   * (a·c)²·width·cos((distance - 1)·θ) / √headWidth, most at distance 1; a is chosen so that this
   * is the sharpness. The second head, which shares the key, has a query with the same (cos θ, sin
   * θ), so that its scores are largest at distance 0.
   *
   * @param embedding (vocabulary, width)
   * @param query (heads · headWidth, width)
   * @param key (keyValueHeads · headWidth, width)
   */
  private void lookingBack(float[] embedding, float[] query, float[] key) {
    double[] u = direction();
    double own = Math.sqrt(1 - COMMON * COMMON);
    for (int row = 0; row < embedding.length; row += size.width()) {
      double along = 0;
      for (int i = 0; i < size.width(); i++) {
        along += embedding[row + i] * u[i];
      }
      for (int i = 0; i < size.width(); i++) {
        embedding[row + i] = (float) (own * (embedding[row + i] - along * u[i]) + COMMON * u[i]);
      }
    }
    double a = Math.sqrt(SHARPNESS * Math.sqrt(size.headWidth()) / size.width()) / COMMON;
    for (int pair = 0; pair < Math.min(PAIRS, size.headWidth() / 2); pair++) {
      double angle = Math.pow(ModelSize.ROPE_BASE, -2.0 * pair / size.headWidth());
      addRow(query, 2 * pair, a, u);
      addRow(query, size.headWidth() + 2 * pair, a * StrictMath.cos(angle), u);
      addRow(query, size.headWidth() + 2 * pair + 1, a * StrictMath.sin(angle), u);
      addRow(key, 2 * pair, a * StrictMath.cos(angle), u);
      addRow(key, 2 * pair + 1, a * StrictMath.sin(angle), u);
    }
  }

  /**
   * Makes the first head of the second block look at what followed the same token before. The first
   * head of the first block tells every token V·x of the one before it, in directions U of its own
   * that stand upright on V; the second one, which looks at the token itself and shares that V,
   * leaves V·x of the token where it is. So a key that reads U and a query that reads V are large
   * together where the token before the key is the token of the query. They use the half of the
   * rotations that turn slowly, which leave distant positions together.
   *
   * @param value (keyValueHeads · headWidth, width) of the first block
   * @param output (width, heads · headWidth) of the first block
   * @param query (heads · headWidth, width) of the second block
   * @param key (keyValueHeads · headWidth, width) of the second block
   */
  private void following(float[] value, float[] output, float[] query, float[] key) {
    int rows = size.headWidth();
    int width = size.width();
    float[] both = Arrays.copyOf(value, 2 * rows * width); // V, then U
    for (int i = rows * width; i < both.length; i++) {
      both[i] = (float) random.nextGaussian();
    }
    orthonormalise(both, 0, rows, 2 * rows);
    int group = size.heads() / size.keyValueHeads();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        output[i * size.heads() * rows + row] =
            (float) (COPY / group * both[(rows + row) * width + i]);
      }
    }
    for (int row = rows / 2; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        query[row * width + i] = (float) (MATCH * both[(row - rows / 2) * width + i]);
        key[row * width + i] = (float) (MATCH * both[(row + rows / 2) * width + i]);
      }
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

  /** Gram and Schmidt: rows from one on, each upright on those from the first on. */
  private void orthonormalise(float[] matrix, int first, int from, int to) {
    int width = size.width();
    for (int row = from; row < to; row++) {
      for (int before = first; before < row; before++) {
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
