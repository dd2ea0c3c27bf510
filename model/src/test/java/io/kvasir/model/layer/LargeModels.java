package io.kvasir.model.layer;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.kernel.Activation;

/** Models of the widths of real ones. */
final class LargeModels {
  private LargeModels() {}

  /** One block of a width whose numbers of rows are no multiple of any tile. */
  static ModelConfig width(int width, int heads, int keyValueHeads, int headWidth) {
    AttentionConfig attention =
        RandomModels.attention(
            heads,
            keyValueHeads,
            headWidth,
            RandomModels.rope(headWidth, RopeConfig.Pairs.HALVES),
            0);
    int inner = width % 256 == 0 ? width : width + 32;
    return RandomModels.model(
        width, new FeedForwardConfig.Gated(inner, Activation.SILU, false), attention);
  }
}
