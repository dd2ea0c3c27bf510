package io.kvasir.model.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products with rounded activations against their definition, the oracle, and each other. */
@Tag("vector")
class IntegerProductTest {
  private static final int ROWS = 205; // several chunks, groups of rows, and a part of one
  private static final int TOKENS =
      IntegerProduct.TOKENS + 3; // those that pass by at a time, and a few
  private static final int COLS = 512;
  private static final int BLOCK = 32;
  private static final long ROOM = 1L << 30;

  private static Rows multiply(Kernels kernels, int threads, long limit, Tensor w, Rows x) {
    Rows out = new Rows(TOKENS, ROWS + 2);
    try (ParallelKernels parallel =
        new ParallelKernels(kernels, threads, Activations.INT8, limit)) {
      parallel.matmul(w, x, TOKENS, out);
      assertThat(parallel.packedBytes() > 0).isEqualTo(limit > 0);
    }
    return out;
  }

  /** Weights whose scales are moderate, at an odd address. */
  private static Tensor weights(TensorType type) {
    Tensor random = Samples.matrix(type, ROWS, COLS, 1);
    for (long at = 0; at < random.data().byteSize(); at += type.blockBytes()) {
      short half = Float.floatToFloat16(0.01f + at % 7 * 0.001f);
      for (int place : scales(type)) {
        random.data().set(Bytes.SHORT, at + place, half);
      }
    }
    return random;
  }

  /** Where a block has numbers of 16 bits. */
  private static int[] scales(TensorType type) {
    return switch (type) {
      case Q4_0 -> new int[] {0};
      case Q6_K -> new int[] {208};
      default -> new int[] {0, 2};
    };
  }

  /** Σ over blocks of what the weights and the rounded activations stand for, in doubles. */
  private static double[] defined(Tensor w, Rows x, int token) {
    float[] row = new float[COLS];
    double[] rounded = new double[COLS];
    for (int b = 0; b < COLS; b += BLOCK) {
      float largest = 0;
      for (int e = b; e < b + BLOCK; e++) {
        largest = Math.max(largest, Math.abs(x.data[x.at(token) + e]));
      }
      for (int e = b; e < b + BLOCK; e++) {
        float scaled = x.data[x.at(token) + e] * (127 / largest);
        rounded[e] = Math.rint(scaled) * (largest / 127);
      }
    }
    double[] sums = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      w.row(r, row, 0);
      for (int e = 0; e < COLS; e++) {
        sums[r] += row[e] * rounded[e];
      }
    }
    return sums;
  }

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"Q4_0", "Q4_1", "Q4_K", "Q6_K"})
  void theyAreSumsOfRoundedActivations(TensorType type) {
    Tensor w = weights(type);
    Rows x = Samples.rows(TOKENS, COLS, 2);
    Rows out = multiply(new VectorKernels(), 1, ROOM, w, x);
    for (int t = 0; t < TOKENS; t++) {
      double[] defined = defined(w, x, t);
      double size = Arrays.stream(defined).map(Math::abs).max().orElseThrow();
      for (int r = 0; r < ROWS; r++) {
        assertThat((double) out.data[out.at(t) + r]).isCloseTo(defined[r], offset(2e-6 * size));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"Q4_0", "Q4_1", "Q4_K", "Q6_K"})
  void anyKernelsThreadsAndMemoryGiveTheSameBits(TensorType type) {
    Tensor w = Samples.matrix(type, ROWS, COLS, 1); // scales may be huge or no numbers
    Rows x = Samples.rows(TOKENS, COLS + 3, 2);
    x.data[5] = Float.NaN;
    x.data[x.at(1) + 70] = Float.POSITIVE_INFINITY;
    Arrays.fill(x.data, x.at(2), x.at(2) + BLOCK, 0);
    Arrays.fill(x.data, x.at(3), x.at(3) + BLOCK, Float.MIN_VALUE);
    Rows expected = multiply(new ScalarKernels(), 1, ROOM, w, x);
    for (Kernels kernels : new Kernels[] {new ScalarKernels(4), new VectorKernels()}) {
      for (int threads : new int[] {1, 2, 3}) {
        for (long limit : new long[] {0, ROOM}) {
          assertThat(multiply(kernels, threads, limit, w, x).data).isEqualTo(expected.data);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"Q4_0", "Q4_K", "Q6_K"})
  void aTokenAloneHasTheBitsThatItHasAmongOthers(TensorType type) {
    aTokenAloneHasTheBitsThatItHasAmongOthers(type, ROOM);
    aTokenAloneHasTheBitsThatItHasAmongOthers(type, 0);
  }

  private static void aTokenAloneHasTheBitsThatItHasAmongOthers(TensorType type, long limit) {
    Tensor w = weights(type);
    Tensor other = Samples.matrix(TensorType.F32, 40, COLS, 3);
    Rows x = Samples.rows(TOKENS, COLS, 2);
    Rows expected = multiply(new VectorKernels(), 2, ROOM, w, x);
    Rows alone = new Rows(TOKENS, ROWS + 2);
    Rows twice = new Rows(TOKENS, ROWS);
    Rows floats = new Rows(TOKENS, 40);
    try (ParallelKernels kernels =
        new ParallelKernels(new VectorKernels(), 2, Activations.INT8, limit)) {
      Products products = new Products(3);
      for (int t = 0; t < TOKENS; t++) {
        products
            .clear()
            .add(w, x, t, 1, alone, t)
            .add(other, x, t, 1, floats, t)
            .add(w, x, t, 1, twice, t);
        kernels.matmul(products);
      }
    }
    assertThat(alone.data).isEqualTo(expected.data);
    for (int t = 0; t < TOKENS; t++) {
      assertThat(Arrays.copyOfRange(twice.data, twice.at(t), twice.at(t) + ROWS))
          .isEqualTo(Arrays.copyOfRange(expected.data, expected.at(t), expected.at(t) + ROWS));
    }
    Rows inFloats = new Rows(TOKENS, 40);
    try (ParallelKernels kernels = new ParallelKernels(new VectorKernels(), 1)) {
      kernels.matmul(other, x, TOKENS, inFloats);
    }
    assertThat(floats.data).isEqualTo(inFloats.data);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 127, 128, 129, 257})
  void anyNumberOfTokensGivesTheSameBits(int tokens) {
    for (TensorType type : new TensorType[] {TensorType.Q4_0, TensorType.Q4_1, TensorType.Q6_K}) {
      Tensor w = weights(type);
      Rows x = Samples.rows(tokens, COLS, 2);
      Rows expected = new Rows(tokens, ROWS);
      Rows out = new Rows(tokens, ROWS);
      Rows again = new Rows(tokens, ROWS);
      try (ParallelKernels scalar =
              new ParallelKernels(new ScalarKernels(), 1, Activations.INT8, ROOM);
          ParallelKernels vector =
              new ParallelKernels(new VectorKernels(), 2, Activations.INT8, ROOM)) {
        scalar.matmul(w, x, tokens, expected);
        vector.matmul(
            new Products(2).clear().add(w, x, 0, tokens, out, 0).add(w, x, 0, tokens, again, 0));
      }
      assertThat(out.data).isEqualTo(expected.data);
      assertThat(again.data).isEqualTo(expected.data);
    }
  }
}
