package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.observe.AttentionVariant;
import io.kvasir.model.observe.MixerCost;
import io.kvasir.model.observe.ModelCost;
import io.kvasir.model.state.CacheType;
import io.kvasir.model.state.KvCache;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted from a configuration is what a decoder of it asks for. */
class ModelCostTest {

  static List<String> models() {
    return List.copyOf(RandomModels.all().keySet());
  }

  private static ModelConfig config(String name) {
    return Objects.requireNonNull(RandomModels.all().get(name));
  }

  /** Counts the elements of attention's matrices. */
  private static final class Counter implements Parameters {
    private final Parameters all = new RandomParameters(TensorType.F32, 7);
    private long elements;

    private Tensor count(String name, Tensor tensor) {
      elements += name.contains(".attention.") ? tensor.shape().elements() : 0;
      return tensor;
    }

    @Override
    public Tensor matrix(String name, int rows, int cols) {
      return count(name, all.matrix(name, rows, cols));
    }

    @Override
    public List<Tensor> stack(String name, int depth, int rows, int cols) {
      List<Tensor> stack = all.stack(name, depth, rows, cols);
      stack.forEach(tensor -> count(name, tensor));
      return stack;
    }

    @Override
    public float[] vector(String name, int length) {
      return all.vector(name, length);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void matricesAndCacheAreThoseOfTheDecoder(String name) {
    ModelConfig config = config(name);
    ModelCost cost = ModelCost.of(config, 0, 0);
    Counter counter = new Counter();
    try (Decoder decoder =
        new Decoder(config, counter, new ParallelKernels(new ScalarKernels(), 1))) {
      assertThat(cost.mixers().stream().mapToLong(MixerCost::projections).sum())
          .isEqualTo(counter.elements);
      if (cost.mixers().stream().allMatch(mixer -> mixer.window() == 0)) { // A ring is rounded up.
        int positions = 3 * KvCache.TILE;
        assertThat(4 * cost.kept(positions))
            .isEqualTo(decoder.newSequence(positions).bytesAt(positions));
        assertThat(cost.cacheBytes(positions, n -> 2 * n)).isEqualTo(bytesOfHalves(config));
      }
    }
  }

  /** Keys and values as halves; what recurrent layers keep stays in floats. */
  private static long bytesOfHalves(ModelConfig config) {
    int positions = 3 * KvCache.TILE;
    ParallelKernels kernels = new ParallelKernels(new ScalarKernels(), 1);
    try (Decoder decoder = new Decoder(config, new Counter(), kernels, CacheType.F16)) {
      return decoder.newSequence(positions).bytesAt(positions);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void withoutACacheEveryTokenIsPaidForAgain(String name) {
    ModelCost cost = ModelCost.of(config(name), 1000, 10);
    long all = 0;
    for (int position = 0; position < 100; position++) {
      all += cost.withCache(position) - 10; // the output matrix is for the last token alone
      assertThat(cost.withoutCache(position)).isEqualTo(all + 10);
    }
  }

  @Test
  void aQuerySeesItsWindow() {
    MixerCost window = ModelCost.of(config("short window"), 0, 0).mixers().getFirst();

    assertThat(window.keys(3)).isEqualTo(4);
    assertThat(window.keys(100)).isEqualTo(9);
    assertThat(window.attention(100)).isEqualTo(9 * 2 * 4 * 16);
    assertThat(window.kept(100)).isEqualTo(9 * 2 * 2 * 16);
    assertThat(window.kept(0)).isZero();
  }

  @Test
  void aFormatOfTheCacheIsGivenByTheBytesOfItsNumbers() {
    ModelCost cost = ModelCost.of(config("grouped heads"), 0, 0);

    assertThat(cost.kept(10)).isEqualTo(2 * 10 * 2 * 2 * 16);
    assertThat(cost.cacheBytes(10, n -> 2 * n)).isEqualTo(2 * cost.kept(10));
  }

  @Test
  void variantsNameTheRealOneAndLeaveOutWhatWouldBeTheSame() {
    ModelConfig config = config("one key-value head"); // 5 heads of 16 floats, width 64
    List<AttentionVariant> all = AttentionVariant.all(config, ModelCost.of(config, 100_000, 0));

    assertThat(all.getFirst().real()).isTrue();
    assertThat(all.getFirst().name()).isEqualTo("as it is: MQA, 5 query and 1 key-value heads");
    assertThat(all.subList(1, all.size())).noneMatch(AttentionVariant::real);
    assertThat(all.stream().map(v -> v.name().substring(0, 3)))
        .containsExactly("as ", "MHA", "MLA", "a w");
    long more = all.get(1).cost().matrices() - 100_000;
    assertThat(more).isEqualTo(64 * 2 * 4 * 16); // keys and values of four more heads
    assertThat(all.get(1).cost().kept(7)).isEqualTo(5 * all.getFirst().cost().kept(7));
    assertThat(all.get(2).cost().kept(7)).isEqualTo(7 * (4 * 16 + 8));
  }

  @Test
  void recurrentLayersStayAndLatentOnesAreCompared() {
    ModelConfig mixed = config("mamba-2");
    List<AttentionVariant> variants = AttentionVariant.all(mixed, ModelCost.of(mixed, 1, 0));
    ModelConfig latent = config("latent attention");

    assertThat(variants.getFirst().name()).contains("recurrent; GQA");
    assertThat(variants.get(1).cost().mixers().getFirst())
        .isEqualTo(variants.getFirst().cost().mixers().getFirst());
    assertThat(AttentionVariant.all(latent, ModelCost.of(latent, 1 << 20, 0)))
        .extracting(AttentionVariant::name)
        .first()
        .isEqualTo("as it is: MLA, 4 heads, latents of 40");
    assertThat(latent.layers()).extracting(LayerConfig::mixer).isNotEmpty();
  }
}
