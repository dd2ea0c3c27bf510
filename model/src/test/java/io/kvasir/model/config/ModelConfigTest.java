package io.kvasir.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.kernel.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a configuration says twice must agree. */
class ModelConfigTest {
  private static final NormConfig NORM = NormConfig.layer(1e-5f);

  private static ModelConfig withPositions(int context, int rows, int offset) {
    LayerConfig layer =
        new LayerConfig(
            new ShortConvolutionConfig(3, false),
            new FeedForwardConfig.Plain(8, Activation.GELU, true),
            ResidualShape.preNorm(NORM));
    EmbeddingConfig.LearnedPositions learned = new EmbeddingConfig.LearnedPositions(rows, offset);
    return new ModelConfig(
        16,
        4,
        context,
        new EmbeddingConfig(1, learned, null),
        List.of(layer),
        NORM,
        new OutputConfig(true, false, 1, 0));
  }

  @Test
  void aContextBeyondTheLearnedPositionsIsRefused() {
    assertThat(withPositions(30, 32, 2).context()).isEqualTo(30);
    assertThatThrownBy(() -> withPositions(31, 32, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("context is 31, wanted at most the 30 positions that the learned table has");
  }

  @Test
  void aParallelBlockHasNoNormsOfSums() {
    assertThatThrownBy(() -> new ResidualShape(NORM, null, null, null, true, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("norms of sums");
  }
}
