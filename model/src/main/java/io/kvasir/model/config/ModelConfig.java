package io.kvasir.model.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoder-only transformer, from token ids to logits.
 *
 * @param vocabulary number of tokens, rows of the embedding
 * @param width floats of the residual stream
 * @param context the most positions the model was made for
 * @param embedding how tokens and positions enter
 * @param layers the blocks from first to last
 * @param norm the norm before the output matrix; null if there is none
 * @param output how logits leave
 */
public record ModelConfig(
    int vocabulary,
    int width,
    int context,
    EmbeddingConfig embedding,
    List<LayerConfig> layers,
    @Nullable NormConfig norm,
    OutputConfig output) {
  /** Checks the sizes and copies the list. */
  public ModelConfig {
    Checks.positive("vocabulary", vocabulary);
    Checks.positive("width", width);
    Checks.positive("context", context);
    Checks.positive("number of layers", layers.size());
    EmbeddingConfig.LearnedPositions learned = embedding.positions();
    if (learned != null && context > learned.rows() - learned.offset()) {
      throw new IllegalArgumentException(
          "context is "
              + context
              + ", wanted at most the "
              + Math.max(0, learned.rows() - learned.offset())
              + " positions that the learned table has");
    }
    layers = List.copyOf(layers);
  }
}
