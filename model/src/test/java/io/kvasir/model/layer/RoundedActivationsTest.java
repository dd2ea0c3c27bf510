package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.weights.TensorType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The first law in the integer mode: activations are rounded for some weights. */
@Tag("vector")
class RoundedActivationsTest {
  private static final long ROOM = 1L << 30;

  static Stream<Arguments> models() {
    ModelConfig grouped = RandomModels.all().get("grouped heads");
    ModelConfig wide = LargeModels.width(256, 4, 2, 64);
    return Stream.of(
        Arguments.of(wide, TensorType.Q4_0),
        Arguments.of(wide, TensorType.Q4_1),
        Arguments.of(wide, TensorType.Q4_K),
        Arguments.of(wide, TensorType.Q6_K),
        Arguments.of(grouped, TensorType.Q4_0));
  }

  private static Decoder decoder(
      ModelConfig config, TensorType type, Kernels kernels, int threads, long limit) {
    return new Decoder(
        config,
        new RandomParameters(type, 7),
        new ParallelKernels(kernels, threads, Activations.INT8, limit));
  }

  private static long packedBytes(ModelConfig config, TensorType type) {
    try (Decoder decoder = decoder(config, type, new ScalarKernels(), 1, ROOM)) {
      SamePassTest.inChunks(decoder, new int[] {1}, 1, Observer.NONE);
      return decoder.kernels().packedBytes();
    }
  }

  private static int[][] chunks(Decoder decoder, int chunk) {
    return SamePassTest.inChunks(decoder, SamePassTest.TOKENS, chunk, Observer.NONE);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("models")
  void everyWayGivesTheSameBits(ModelConfig config, TensorType type) {
    Kernels vector = new VectorKernels();
    try (Decoder decoder = decoder(config, type, vector, 2, ROOM);
        Decoder alone = decoder(config, type, vector, 1, ROOM);
        Decoder tight = decoder(config, type, vector, 2, 0);
        Decoder some = decoder(config, type, vector, 2, packedBytes(config, type) / 2);
        Decoder scalar = decoder(config, type, new ScalarKernels(vector.lanes()), 2, ROOM)) {
      int[][] whole = chunks(decoder, SamePassTest.TOKENS.length);
      assertThat(decoder.kernels().packedBytes()).isPositive();
      assertThat(tight.kernels().packedBytes()).isZero();
      SamePassTest.assertSame(chunks(decoder, 1), whole);
      SamePassTest.assertSame(chunks(alone, 37), whole);
      SamePassTest.assertSame(chunks(tight, 50), whole);
      SamePassTest.assertSame(chunks(some, 100), whole);
      assertThat(some.kernels().packedBytes())
          .isPositive()
          .isLessThan(decoder.kernels().packedBytes());
      SamePassTest.assertSame(chunks(scalar, 64), whole);
      SamePassTest.assertSameAfterForkAndRollback(decoder, whole);
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("models")
  void itIsAnotherModeThanFloats(ModelConfig config, TensorType type) {
    try (Decoder rounded = decoder(config, type, new VectorKernels(), 1, ROOM);
        Decoder floats = RandomModels.decoder(config, type, new VectorKernels(), 1)) {
      assertThat(Arrays.deepEquals(chunks(rounded, 290), chunks(floats, 290))).isFalse();
    }
  }
}
