package io.kvasir.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivationsTest {
  private static final long COPY = 640; // bytes of 1,024 weights

  private static Tensor tensor(TensorType type, int depth) {
    Shape shape = new Shape(depth, 32, 32);
    return new Tensor("w", type, shape, Arena.ofAuto().allocate(type.bytes(shape.elements())));
  }

  @Test
  void weightsOfFourBitsMeetRoundedActivationsIfTheirCopiesMayBeKept() {
    List<Tensor> weights = List.of(tensor(TensorType.Q4_0, 1), tensor(TensorType.F32, 1));

    assertThat(Activations.packedBytes(weights)).isEqualTo(COPY);
    assertThat(Activations.fastest(weights, COPY)).isEqualTo(Activations.INT8);
    assertThat(Activations.fastest(weights, COPY - 1)).isEqualTo(Activations.FLOAT);
  }

  @Test
  void weightsOfSixBitsTakeAByteAndAScaleForSixteen() {
    Shape shape = Shape.matrix(32, 256);
    Tensor w =
        new Tensor(
            "w",
            TensorType.Q6_K,
            shape,
            Arena.ofAuto().allocate(TensorType.Q6_K.bytes(shape.elements())));

    assertThat(Activations.packedBytes(List.of(w))).isEqualTo(32 * 256 + 4 * 32 * 16);
    assertThat(Activations.INT8.rounds(w)).isTrue();
  }

  @Test
  void allMatricesOfAStackCount() {
    assertThat(Activations.packedBytes(List.of(tensor(TensorType.Q4_0, 3)))).isEqualTo(3 * COPY);
  }

  @Test
  void otherWeightsMeetFloats() {
    List<Tensor> weights = List.of(tensor(TensorType.Q8_0, 1), tensor(TensorType.F16, 1));

    assertThat(Activations.fastest(weights, Long.MAX_VALUE)).isEqualTo(Activations.FLOAT);
  }

  @Test
  void namesAreThoseOfTheCommandLine() {
    assertThat(Activations.of("auto")).isEmpty();
    assertThat(Activations.of("float")).contains(Activations.FLOAT);
    assertThat(Activations.of("int8")).contains(Activations.INT8);
    assertThatThrownBy(() -> Activations.of("int4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("activations int4, wanted auto, float or int8");
  }
}
