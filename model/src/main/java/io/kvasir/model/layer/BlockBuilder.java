package io.kvasir.model.layer;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.GatedDeltaConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.Mamba2Config;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.config.ShortConvolutionConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.state.CacheType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds blocks from their configuration; a new kind of layer is one more case here. */
final class BlockBuilder {
  private final int width;
  private final int maxRows;
  private final Parameters parameters;
  private final Workspace workspace;
  private final ParallelKernels kernels;
  private final CacheType cacheType;
  private final List<Rope> ropes = new ArrayList<>(); // equal configurations share one

  BlockBuilder(
      int width,
      int maxRows,
      Parameters parameters,
      Workspace workspace,
      ParallelKernels kernels,
      CacheType cacheType) {
    this.cacheType = cacheType;
    this.width = width;
    this.maxRows = maxRows;
    this.parameters = parameters;
    this.workspace = workspace;
    this.kernels = kernels;
  }

  Parameters parameters() {
    return parameters;
  }

  Workspace workspace() {
    return workspace;
  }

  ParallelKernels kernels() {
    return kernels;
  }

  /** How caches hold keys and values. */
  CacheType cacheType() {
    return cacheType;
  }

  /** The most rows of a step. */
  int maxRows() {
    return maxRows;
  }

  /** All rotations that the blocks use. */
  List<Rope> ropes() {
    return ropes;
  }

  DecoderBlock block(int layer, LayerConfig config) {
    String name = "layers." + layer;
    ResidualShape shape = config.residual();
    return new DecoderBlock(
        layer,
        width,
        mixer(name, config.mixer()),
        feedForward(name, config.feedForward()),
        new DecoderBlock.BlockNorms(
            norm(shape.mixerInput(), name + ".mixer_input_norm"),
            norm(shape.mixerOutput(), name + ".mixer_output_norm"),
            norm(shape.feedForwardInput(), name + ".feed_forward_input_norm"),
            norm(shape.feedForwardOutput(), name + ".feed_forward_output_norm")),
        shape,
        workspace,
        kernels);
  }

  @Nullable Norm norm(@Nullable NormConfig config, String name) {
    return config == null ? null : new Norm(config, width, name, parameters, kernels);
  }

  private Mixer mixer(String name, MixerConfig mixer) {
    return switch (mixer) {
      case AttentionConfig c ->
          new Attention(
              c,
              width,
              name + ".attention",
              this,
              c.position() instanceof RopeConfig rope ? rope(rope) : null);
      case LatentAttentionConfig c ->
          new LatentAttention(c, width, name + ".attention", this, rope(c.rope()));
      case ShortConvolutionConfig c -> new ShortConvolution(c, width, name + ".convolution", this);
      case GatedDeltaConfig c -> new GatedDelta(c, width, name + ".delta", this);
      case Mamba2Config c -> new Mamba2(c, width, name + ".mamba", this);
    };
  }

  private Rope rope(RopeConfig config) {
    for (Rope known : ropes) {
      if (known.config().equals(config)) {
        return known;
      }
    }
    Rope rope = new Rope(config, ropes.size(), workspace);
    ropes.add(rope);
    return rope;
  }

  private @Nullable FeedForward feedForward(String name, @Nullable FeedForwardConfig config) {
    String own = name + ".feed_forward";
    return switch (config) {
      case null -> null;
      case FeedForwardConfig.Plain c ->
          new PlainFeedForward(c, width, own, parameters, workspace, kernels);
      case FeedForwardConfig.Gated c ->
          new GatedFeedForward(c, width, own, parameters, workspace, kernels);
      case FeedForwardConfig.Experts c -> new Experts(c, width, name + ".experts", this);
    };
  }
}
