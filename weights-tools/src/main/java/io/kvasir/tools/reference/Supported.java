package io.kvasir.tools.reference;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.kernel.Activation;
import org.jspecify.annotations.Nullable;

/** What the reference decoder has; each refusal names what was found. */
final class Supported {
  private Supported() {}

  static void check(ModelConfig config) {
    refuse(config.embedding().positions() != null, "learned positions");
    refuse(config.embedding().norm() != null, "norm of the embedding");
    refuse(config.embedding().tableWidth() != 0, "embedding table of another width");
    refuse(config.output().tableWidth() != 0, "output matrix of another width");
    config.layers().forEach(Supported::check);
  }

  private static void check(LayerConfig layer) {
    ResidualShape shape = layer.residual();
    refuse(shape.parallel(), "parallel blocks");
    refuse(shape.ofSums(), "norms of sums");
    if (layer.mixer() instanceof AttentionConfig attention) {
      check(attention);
    } else {
      throw refusal("layers of " + layer.mixer().getClass().getSimpleName());
    }
    check(layer.feedForward());
  }

  private static void check(AttentionConfig c) {
    AttentionConfig.QueryKeyNorm norm = c.queryKeyNorm();
    refuse(c.clip() != 0, "clipping of attention");
    refuse(c.sinks(), "attention sinks");
    refuse(c.outputGate(), "gates of attention");
    refuse(c.position() instanceof PositionConfig.Alibi, "linear biases of attention");
    refuse(norm != null && norm.afterPosition(), "norms of queries and keys after the position");
    refuse(
        norm != null && norm.span() == AttentionConfig.Span.EACH_HEAD,
        "norms of queries and keys with weights of each head");
  }

  private static void check(@Nullable FeedForwardConfig feedForward) {
    switch (feedForward) {
      case FeedForwardConfig.Gated gated -> check(gated.activation());
      case FeedForwardConfig.Plain _ -> throw refusal("feed-forwards without a gate");
      case FeedForwardConfig.Experts _ -> throw refusal("experts");
      case null -> throw refusal("blocks without a feed-forward");
    }
  }

  private static void check(Activation activation) {
    switch (activation) {
      case SILU, GELU, GELU_TANH, RELU -> {}
      default -> throw refusal("activation " + activation);
    }
  }

  private static void refuse(boolean found, String what) {
    if (found) {
      throw refusal(what);
    }
  }

  /** The error that names what is not built. */
  static IllegalArgumentException refusal(String what) {
    return new IllegalArgumentException("the reference decoder has no " + what);
  }
}
