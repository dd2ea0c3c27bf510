package io.kvasir.model.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.weights.BlockScales;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Products have the very bits of the oracle that sums in as many lanes, and those of each other.
 */
@Tag("vector")
class MatrixProductTest {
  private static final int ROWS = 53; // a multiple of no tile, and more than a group of panels
  private static final int TOKENS = 301; // more than a group, and a part of a tile
  private static final int[] WIDTHS = {1, 7, 31, 33, 255, 576, 2048};

  private final VectorKernels vector = new VectorKernels();
  private final ScalarKernels scalar = new ScalarKernels(vector.lanes());

  private static void multiply(
      Kernels kernels, Tensor w, int from, int to, Rows x, int token, int n, Rows out) {
    kernels.matmul(
        w,
        from,
        to,
        x.data,
        x.at(token),
        x.cols,
        n,
        out.data,
        out.at(token),
        out.cols,
        kernels.newScratch());
  }

  private Rows expected(Tensor w, Rows x) {
    Rows out = new Rows(x.capacity, ROWS + 2);
    multiply(scalar, w, 0, ROWS, x, 0, x.capacity, out);
    return out;
  }

  @ParameterizedTest
  @EnumSource(TensorType.class)
  void oneTokenAndManyTokensEqualTheOracle(TensorType type) {
    for (int width : WIDTHS) {
      int cols = Samples.cols(type, width);
      Tensor w = Samples.matrix(type, ROWS, cols, width);
      Rows x = Samples.rows(9, cols + 3, width);
      Rows expected = expected(w, x);
      Rows together = new Rows(9, ROWS + 2);
      multiply(vector, w, 0, ROWS, x, 0, 9, together);
      assertThat(together.data).as("%s, %d columns, together", type, cols).isEqualTo(expected.data);
      Rows alone = new Rows(9, ROWS + 2);
      for (int t = 0; t < 9; t++) {
        multiply(vector, w, 0, ROWS, x, t, 1, alone);
      }
      assertThat(alone.data).as("%s, %d columns, one by one", type, cols).isEqualTo(expected.data);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"F32", "F16", "BF16", "Q8_0", "Q4_0", "Q6_K", "Q4_K"})
  void anySplitOfRowsGivesTheSameBits(TensorType type) {
    int cols = Samples.cols(type, 576);
    Tensor w = Samples.matrix(type, ROWS, cols, 1);
    for (int tokens : new int[] {1, 2, 6}) {
      Rows x = Samples.rows(tokens, cols, 2);
      Rows expected = expected(w, x);
      for (int cut = 1; cut < ROWS; cut++) {
        Rows out = new Rows(tokens, ROWS + 2);
        multiply(vector, w, 0, cut, x, 0, tokens, out);
        multiply(vector, w, cut, ROWS, x, 0, tokens, out);
        assertThat(out.data)
            .as("%s, %d tokens, cut at %d", type, tokens, cut)
            .isEqualTo(expected.data);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    try (ParallelKernels kernels = new ParallelKernels(vector, threads)) {
      for (TensorType type : new TensorType[] {TensorType.Q8_0, TensorType.Q4_0, TensorType.F32}) {
        Tensor w = Samples.matrix(type, ROWS, 2048, 1);
        for (int tokens : new int[] {1, 7}) {
          Rows x = Samples.rows(tokens, 2048, 2);
          Rows out = new Rows(tokens, ROWS + 2);
          kernels.matmul(w, x, tokens, out);
          assertThat(out.data).isEqualTo(expected(w, x).data);
        }
      }
    }
  }

  /** One strip of columns and several, with panels of the product's own and with shared ones. */
  @ParameterizedTest
  @ValueSource(ints = {96, 2048})
  void moreTokensThanAGroupGiveTheSameBits(int cols) {
    Tensor w = Samples.matrix(TensorType.Q8_0, ROWS, cols, 1);
    Rows x = Samples.rows(TOKENS, cols, 2);
    float[] expected = expected(w, x).data;
    Rows out = new Rows(TOKENS, ROWS + 2);
    multiply(vector, w, 0, ROWS, x, 0, TOKENS, out);
    assertThat(out.data).isEqualTo(expected);

    Rows shared = new Rows(TOKENS, ROWS + 2);
    try (ParallelKernels kernels = new ParallelKernels(vector, 2)) {
      kernels.matmul(w, x, TOKENS, shared);
    }
    assertThat(shared.data).isEqualTo(expected);
  }

  @Test
  void scalesThatAFileKeepsApartAreApplied() {
    Tensor plain = Samples.matrix(TensorType.BF16, ROWS, 130, 1);
    Tensor factors = Samples.matrix(TensorType.F32, 4, 3, 2);
    Tensor w =
        new Tensor(
            "w", plain.type(), plain.shape(), plain.data(), new BlockScales(factors, 16, 48, 0));
    for (int tokens : new int[] {1, 5}) {
      Rows x = Samples.rows(tokens, 130, 3);
      Rows out = new Rows(tokens, ROWS + 2);
      multiply(vector, w, 0, ROWS, x, 0, tokens, out);
      assertThat(out.data).isEqualTo(expected(w, x).data);
    }
  }

  @Test
  void commonFormatsHaveAFastKernel() {
    for (TensorType type :
        List.of(
            TensorType.F32, TensorType.F16, TensorType.BF16, TensorType.Q8_0, TensorType.Q4_0)) {
      assertThat(Formats.of(type).getClass()).as(type.name()).isNotEqualTo(Format.class);
    }
  }
}
