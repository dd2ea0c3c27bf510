package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.weights.TensorType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first law at the widths of real models, with rows, tokens and heads that are no multiple of
 * any tile.
 */
@Tag("vector")
class RealWidthsTest {
  private static final int TOKENS = 75;

  static Stream<Arguments> models() {
    Map<String, ModelConfig> shapes =
        Map.of(
            "576, 9 heads on 3", LargeModels.width(576, 9, 3, 64),
            "2048, 7 heads on 1", LargeModels.width(2048, 7, 1, 96));
    return shapes.entrySet().stream()
        .flatMap(shape ->
            Stream.of(
                    TensorType.F32,
                    TensorType.F16,
                    TensorType.BF16,
                    TensorType.Q8_0,
                    TensorType.Q4_0,
                    TensorType.Q6_K)
                .filter(type -> type != TensorType.Q6_K || shape.getValue().width() == 2048)
                .map(type -> Arguments.of(shape.getKey(), shape.getValue(), type)));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void chunksAndThreadsChangeNothing(String name, ModelConfig config, TensorType type) {
    assertThat(new VectorKernels().name()).startsWith("vector-");
    int[] tokens = new int[TOKENS];
    for (int i = 0; i < TOKENS; i++) {
      tokens[i] = (7 * i + i * i) % RandomModels.VOCABULARY;
    }
    int[] whole = hashes(config, type, 2, tokens, TOKENS);
    assertThat(hashes(config, type, 1, tokens, 1)).isEqualTo(whole);
    assertThat(hashes(config, type, 5, tokens, 7)).isEqualTo(whole);
  }

  /** One hash of the bits of the logits per position. */
  private static int[] hashes(
      ModelConfig config, TensorType type, int threads, int[] tokens, int chunk) {
    int[] hashes = new int[tokens.length];
    try (Decoder decoder = RandomModels.decoder(config, type, new VectorKernels(), threads)) {
      Sequence sequence = decoder.newSequence(100);
      for (int from = 0; from < tokens.length; from += chunk) {
        int to = Math.min(tokens.length, from + chunk);
        decoder.forward(
            List.of(new Slice(sequence, tokens, from, to, Slice.Want.ALL)), Observer.NONE);
        for (int i = 0; i < to - from; i++) {
          int hash = 0;
          for (int v = 0; v < RandomModels.VOCABULARY; v++) {
            int at = sequence.logits().at(i) + v;
            hash = 31 * hash + Float.floatToRawIntBits(sequence.logits().data[at]);
          }
          hashes[from + i] = hash;
        }
      }
    }
    return hashes;
  }
}
