package io.kvasir.tools.reference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.kernel.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the reference decoder does not have is refused when it is made, by name. */
class SupportedTest {
  private static final NormConfig NORM = NormConfig.rms(1e-5f);
  private static final PositionConfig NO_POSITION = new PositionConfig.None();
  private static final AttentionConfig ATTENTION = attention(NO_POSITION, null, 0, false, false);
  private static final FeedForwardConfig GATED = gated(Activation.SILU);
  private static final ResidualShape SHAPE = ResidualShape.preNorm(NORM);
  private static final OutputConfig OUTPUT = new OutputConfig(true, false, 1, 0);

  private static AttentionConfig attention(
      PositionConfig position,
      AttentionConfig.@Nullable QueryKeyNorm norm,
      float clip,
      boolean sinks,
      boolean gate) {
    return new AttentionConfig(
        6, 2, 8, 1, position, 0, 0, norm, AttentionConfig.Bias.NONE, clip, sinks, gate);
  }

  private static FeedForwardConfig gated(Activation activation) {
    return new FeedForwardConfig.Gated(40, activation, false);
  }

  private static ModelConfig model(
      EmbeddingConfig embedding, OutputConfig output, LayerConfig... layers) {
    return new ModelConfig(61, 24, 64, embedding, List.of(layers), NORM, output);
  }

  private static void refused(ModelConfig config, String what) {
    assertThatThrownBy(() -> make(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the reference decoder has no " + what);
  }

  private static void refused(EmbeddingConfig embedding, String what) {
    refused(model(embedding, OUTPUT, new LayerConfig(ATTENTION, GATED, SHAPE)), what);
  }

  /** In the second layer, so that the first is not all that is looked at. */
  private static void refused(LayerConfig layer, String what) {
    LayerConfig good = new LayerConfig(ATTENTION, GATED, SHAPE);
    refused(model(EmbeddingConfig.PLAIN, OUTPUT, good, layer), what);
  }

  private static void refused(AttentionConfig attention, String what) {
    refused(new LayerConfig(attention, GATED, SHAPE), what);
  }

  private static void make(ModelConfig config) {
    new ReferenceDecoder(
        config,
        (name, shape) -> {
          throw new AssertionError("asked for " + name);
        });
  }

  @Test
  void whatIsBuiltIsTaken() {
    LayerConfig layer = new LayerConfig(ATTENTION, GATED, SHAPE);
    assertThatCode(() -> make(model(EmbeddingConfig.PLAIN, OUTPUT, layer)))
        .doesNotThrowAnyException();
  }

  @Test
  void embeddingsAndOutputsAreRefusedByName() {
    EmbeddingConfig.LearnedPositions learned = new EmbeddingConfig.LearnedPositions(64, 0);
    refused(new EmbeddingConfig(1, learned, null), "learned positions");
    refused(new EmbeddingConfig(1, null, NORM), "norm of the embedding");
    refused(new EmbeddingConfig(1, null, null, 12), "embedding table of another width");
    refused(
        model(
            EmbeddingConfig.PLAIN,
            new OutputConfig(true, false, 1, 0, 12),
            new LayerConfig(ATTENTION, GATED, SHAPE)),
        "output matrix of another width");
  }

  @Test
  void attentionIsRefusedByName() {
    refused(attention(NO_POSITION, null, 8, false, false), "clipping of attention");
    refused(attention(NO_POSITION, null, 0, true, false), "attention sinks");
    refused(attention(NO_POSITION, null, 0, false, true), "gates of attention");
    refused(
        attention(new PositionConfig.Alibi(8), null, 0, false, false),
        "linear biases of attention");
    refused(
        attention(NO_POSITION, norm(AttentionConfig.Span.HEAD, true), 0, false, false),
        "norms of queries and keys after the position");
    refused(
        attention(NO_POSITION, norm(AttentionConfig.Span.EACH_HEAD, false), 0, false, false),
        "norms of queries and keys with weights of each head");
  }

  private static AttentionConfig.QueryKeyNorm norm(AttentionConfig.Span span, boolean after) {
    return new AttentionConfig.QueryKeyNorm(NORM, span, after);
  }

  @Test
  void blocksAndFeedForwardsAreRefusedByName() {
    ResidualShape parallel = new ResidualShape(NORM, null, null, null, true, 1);
    ResidualShape ofSums = new ResidualShape(null, NORM, null, NORM, false, 1, true);
    refused(new LayerConfig(ATTENTION, GATED, parallel), "parallel blocks");
    refused(new LayerConfig(ATTENTION, GATED, ofSums), "norms of sums");
    refused(new LayerConfig(ATTENTION, null, SHAPE), "blocks without a feed-forward");
    refused(
        new LayerConfig(ATTENTION, new FeedForwardConfig.Plain(40, Activation.GELU, false), SHAPE),
        "feed-forwards without a gate");
    refused(new LayerConfig(ATTENTION, gated(Activation.TANH), SHAPE), "activation TANH");
  }
}
