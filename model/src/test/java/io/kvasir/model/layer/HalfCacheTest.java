package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.weights.TensorType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The first law with keys and values that are held as halves. */
@Tag("vector")
class HalfCacheTest {

  static Stream<Arguments> models() {
    return RandomModels.all().entrySet().stream()
        .map(model -> Arguments.of(model.getKey(), model.getValue()));
  }

  private static Decoder decoder(ModelConfig config, CacheType type, int threads) {
    return new Decoder(
        config,
        new RandomParameters(TensorType.F32, 7),
        new ParallelKernels(new VectorKernels(), threads),
        type);
  }

  private static int[][] chunks(Decoder decoder, int chunk) {
    return SamePassTest.inChunks(decoder, SamePassTest.TOKENS, chunk, Observer.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void everyWayGivesTheSameBits(String name, ModelConfig config) {
    try (Decoder decoder = decoder(config, CacheType.F16, 2);
        Decoder alone = decoder(config, CacheType.F16, 1)) {
      int[][] whole = chunks(decoder, SamePassTest.TOKENS.length);
      SamePassTest.assertSame(chunks(decoder, 1), whole);
      SamePassTest.assertSame(chunks(alone, 37), whole);
      SamePassTest.assertSameAfterForkAndRollback(decoder, whole);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aModelWithKeysTakesLessMemoryAndRounds(String name, ModelConfig config) {
    try (Decoder halves = decoder(config, CacheType.F16, 1);
        Decoder floats = decoder(config, CacheType.F32, 1)) {
      long less = halves.newSequence(1000).bytesAt(1000);
      long more = floats.newSequence(1000).bytesAt(1000);
      boolean same = Arrays.deepEquals(chunks(halves, 290), chunks(floats, 290));
      assertThat(same).isEqualTo(less == more); // nothing but recurrent layers
      assertThat(less).isLessThanOrEqualTo(more);
    }
  }
}
