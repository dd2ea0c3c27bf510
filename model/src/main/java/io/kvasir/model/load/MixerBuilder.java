package io.kvasir.model.load;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.GatedDeltaConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.Mamba2Config;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.ShortConvolutionConfig;
import java.util.List;

/** What a layer uses to look at other positions. */
final class MixerBuilder {
  private static final List<String> KINDS =
      List.of("attention", "latent_attention", "gated_delta", "mamba2", "short_convolution");
  private static final List<String> POSITIONS = List.of("rope", "alibi", "none");

  private final Settings settings;
  private final RopeBuilder ropes;

  MixerBuilder(Settings settings) {
    this.settings = settings;
    this.ropes = new RopeBuilder(settings);
  }

  MixerConfig build(int layer) {
    return switch (settings.word("mixer", layer, KINDS)) {
      case "attention" -> attention(layer);
      case "latent_attention" -> latent(layer);
      case "gated_delta" -> gatedDelta(layer);
      case "mamba2" -> mamba2(layer);
      default -> shortConvolution(layer);
    };
  }

  private MixerConfig attention(int layer) {
    AttentionConfig.Bias bias =
        new AttentionConfig.Bias(
            settings.flag("attention.bias.query", layer),
            settings.flag("attention.bias.key", layer),
            settings.flag("attention.bias.value", layer),
            settings.flag("attention.bias.output", layer));
    AttentionConfig.QueryKeyNorm norm = null;
    if (settings.flag("attention.query_key_norm", layer)) {
      norm =
          new AttentionConfig.QueryKeyNorm(
              ConfigBuilder.norm(settings, layer, "query_key_norm"),
              settings.choice("query_key_norm.span", layer, Words.SPANS),
              settings.flag("query_key_norm.after_position", layer));
    }
    int queryHeads = settings.positive("attention.query_heads", layer);
    int keyValueHeads = settings.positive("attention.key_value_heads", layer);
    int headWidth = settings.positive("attention.head_width", layer);
    if (settings.positive("attention.value_width", layer) != headWidth) {
      throw settings.refuse("attention.value_width", layer, "the width of keys, " + headWidth);
    }
    return new AttentionConfig(
        queryHeads,
        keyValueHeads,
        headWidth,
        settings.real("attention.scale", layer),
        position(layer),
        settings.notNegative("attention.window", layer),
        settings.real("attention.soft_cap", layer),
        norm,
        bias,
        settings.real("attention.clip", layer),
        settings.flag("attention.sinks", layer),
        settings.flag("attention.output_gate", layer));
  }

  private PositionConfig position(int layer) {
    return switch (settings.word("attention.position", layer, POSITIONS)) {
      case "rope" -> ropes.build(layer);
      case "alibi" ->
          new PositionConfig.Alibi(
              settings.real("alibi.max_bias", layer), settings.flag("alibi.rounded", layer));
      default -> new PositionConfig.None();
    };
  }

  private MixerConfig latent(int layer) {
    return new LatentAttentionConfig(
        settings.positive("attention.query_heads", layer),
        settings.notNegative("latent.query_rank", layer),
        settings.positive("latent.width", layer),
        settings.positive("latent.plain_width", layer),
        ropes.build(layer),
        settings.positive("latent.value_width", layer),
        settings.real("attention.scale", layer),
        ConfigBuilder.norm(settings, layer, "norm"),
        settings.flag("latent.bias", layer));
  }

  private MixerConfig gatedDelta(int layer) {
    return new GatedDeltaConfig(
        settings.positive("delta.key_heads", layer),
        settings.positive("delta.value_heads", layer),
        settings.positive("delta.key_width", layer),
        settings.positive("delta.value_width", layer),
        settings.positive("delta.kernel", layer),
        ConfigBuilder.norm(settings, layer, "delta.norm"),
        settings.flag("delta.grouped", layer));
  }

  private MixerConfig mamba2(int layer) {
    return new Mamba2Config(
        settings.positive("mamba.heads", layer),
        settings.positive("mamba.head_width", layer),
        settings.positive("mamba.state_width", layer),
        settings.positive("mamba.groups", layer),
        settings.positive("mamba.kernel", layer),
        ConfigBuilder.norm(settings, "mamba.norm", layer, "mamba.norm"),
        settings.positive("mamba.norm_groups", layer),
        settings.flag("mamba.bias", layer),
        settings.flag("mamba.convolution_bias", layer),
        settings.real("mamba.least_step", layer),
        settings.upperBound("mamba.largest_step", layer));
  }

  private MixerConfig shortConvolution(int layer) {
    return new ShortConvolutionConfig(
        settings.positive("convolution.kernel", layer), settings.flag("convolution.bias", layer));
  }
}
