package io.kvasir.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TensorTest {
  /** Elements 0, 1, 2, ... */
  private static Tensor counting(TensorType type, Shape shape) {
    int n = (int) shape.elements();
    ByteBuffer bytes = ByteBuffer.allocate(n * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
      bytes.putFloat(i);
    }
    return new Tensor("t", type, shape, MemorySegment.ofArray(bytes.array()));
  }

  private static float[] row(Tensor tensor, int r) {
    float[] row = new float[tensor.shape().cols()];
    tensor.row(r, row, 0);
    return row;
  }

  @Test
  void rowsOfAStackAreCountedThrough() {
    Tensor stack = counting(TensorType.F32, new Shape(2, 3, 4));
    assertThat(stack.rowCount()).isEqualTo(6);
    assertThat(stack.rowBytes()).isEqualTo(16);
    assertThat(row(stack, 5)).containsExactly(20, 21, 22, 23);
  }

  @Test
  void aSliceIsOneMatrixOfTheStack() {
    Tensor second = counting(TensorType.F32, new Shape(2, 3, 4)).slice(1);
    assertThat(second.name()).isEqualTo("t[1]");
    assertThat(second.shape()).isEqualTo(Shape.matrix(3, 4));
    assertThat(row(second, 0)).containsExactly(12, 13, 14, 15);
  }

  @Test
  void someRowsOfAMatrixAreAView() {
    Tensor rows = counting(TensorType.F32, Shape.matrix(4, 3)).rows(1, 3);
    assertThat(rows.name()).isEqualTo("t[1:3]");
    assertThat(rows.shape()).isEqualTo(Shape.matrix(2, 3));
    assertThat(row(rows, 1)).containsExactly(6, 7, 8);
  }

  @Test
  void aRowIsDecodedAtAnOffset() {
    float[] target = {-1, -1, -1, -1};
    counting(TensorType.F32, Shape.matrix(2, 2)).row(1, target, 1);
    assertThat(target).containsExactly(-1, 2, 3, -1);
  }

  @Test
  void scalesApplyToTheirBlocksAlsoInViews() {
    Tensor factors = factors(2, 2, 1, 10, 100, 1000);
    Tensor ones = ones(new Shape(1, 5, 3));
    Tensor scaled =
        new Tensor(
            "t", TensorType.F8_E4M3, ones.shape(), ones.data(), new BlockScales(factors, 3, 2, 0));
    assertThat(row(scaled, 2)).containsExactly(1, 1, 10);
    assertThat(row(scaled, 3)).containsExactly(100, 100, 1000);
    assertThat(row(scaled.rows(2, 5), 0)).containsExactly(1, 1, 10);
    assertThat(row(scaled.rows(2, 5), 1)).containsExactly(100, 100, 1000);
    assertThat(row(scaled.rows(2, 5).rows(1, 2), 0)).containsExactly(100, 100, 1000);
  }

  @Test
  void eachMatrixOfAStackHasItsOwnScales() {
    Tensor flat = factors(4, 1, 1, 2, 3, 4);
    Tensor factors = new Tensor("s", TensorType.F32, new Shape(2, 2, 1), flat.data());
    Tensor ones = ones(new Shape(2, 4, 3));
    Tensor scaled =
        new Tensor(
            "t", TensorType.F8_E4M3, ones.shape(), ones.data(), new BlockScales(factors, 2, 4, 0));
    assertThat(row(scaled, 3)).containsExactly(2, 2, 2);
    assertThat(row(scaled, 4)).containsExactly(3, 3, 3);
    assertThat(row(scaled.slice(1), 3)).containsExactly(4, 4, 4);
  }

  @Test
  void scalesThatDoNotFitAreRefused() {
    Tensor ones = ones(new Shape(1, 5, 3));
    BlockScales tooFew = new BlockScales(factors(1, 2, 1, 2), 3, 2, 0);
    assertThatThrownBy(() -> new Tensor("t", ones.type(), ones.shape(), ones.data(), tooFew))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scales [2] do not fit [5, 3] in blocks of 3 x 2");
    assertThatThrownBy(() -> new BlockScales(ones, 3, 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scales of the type F8_E4M3");
  }

  @Test
  void bytesThatAreNotThoseOfTheShapeAreRefused() {
    MemorySegment bytes = MemorySegment.ofArray(new byte[68]);
    assertThatThrownBy(() -> new Tensor("t", TensorType.Q8_0, Shape.matrix(4, 32), bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("68 bytes, expected 136 for Q8_0 [4, 32]");
    assertThatThrownBy(() -> new Tensor("t", TensorType.Q8_0, Shape.matrix(4, 16), bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row length 16 is not a multiple of the block size 32 of Q8_0");
  }

  @Test
  void shapesFoldLeadingDimensions() {
    assertThat(Shape.of()).isEqualTo(Shape.vector(1));
    assertThat(Shape.of(7)).isEqualTo(Shape.vector(7));
    assertThat(Shape.of(3, 7)).isEqualTo(Shape.matrix(3, 7));
    assertThat(Shape.of(2, 3, 5, 7)).isEqualTo(new Shape(6, 5, 7));
    assertThat(Shape.of(1, 1, 5, 7).toString()).isEqualTo("[5, 7]");
    assertThat(new Shape(6, 1, 7).toString()).isEqualTo("[6, 1, 7]");
  }

  @Test
  void shapesWithoutElementsOrWithTooManyAreRefused() {
    assertThatThrownBy(() -> Shape.of(3, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shape.of(-3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shape.of(1L << 33, 1L << 33))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimension 8589934592 is out of range, wanted 1 to 2^31-1");
    assertThatThrownBy(() -> Shape.of(1 << 30, 1 << 30, 1 << 30, 1 << 30))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shape.matrix(1 << 30, 1 << 30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more than 2^48 elements: [1073741824, 1073741824]");
  }

  private static Tensor factors(int rows, int cols, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return new Tensor(
        "s", TensorType.F32, Shape.matrix(rows, cols), MemorySegment.ofArray(bytes.array()));
  }

  private static Tensor ones(Shape shape) {
    byte[] bytes = new byte[(int) shape.elements()];
    java.util.Arrays.fill(bytes, (byte) 0x38); // 1 in E4M3
    return new Tensor("t", TensorType.F8_E4M3, shape, MemorySegment.ofArray(bytes));
  }
}
