package io.kvasir.model.load;

import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.FeedForwardConfig.Experts;
import io.kvasir.model.config.FeedForwardConfig.Gated;
import io.kvasir.model.config.FeedForwardConfig.Plain;
import io.kvasir.model.config.FeedForwardConfig.Routing;
import io.kvasir.model.kernel.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a layer computes on each position alone. */
final class FeedForwardBuilder {
  private static final List<String> KINDS = List.of("plain", "gated", "experts", "none");

  private final Settings settings;

  FeedForwardBuilder(Settings settings) {
    this.settings = settings;
  }

  @Nullable FeedForwardConfig build(int layer) {
    return switch (settings.word("feed_forward", layer, KINDS)) {
      case "plain" -> plain(layer);
      case "gated" -> gated(layer);
      case "experts" -> experts(layer);
      default -> null;
    };
  }

  private Plain plain(int layer) {
    return new Plain(
        settings.positive("feed_forward.width", layer),
        activation("feed_forward", layer),
        settings.flag("feed_forward.bias", layer));
  }

  private Gated gated(int layer) {
    return new Gated(
        settings.positive("feed_forward.width", layer),
        activation("feed_forward", layer),
        settings.flag("feed_forward.bias", layer));
  }

  private Activation activation(String part, int layer) {
    return settings.choice(part + ".activation", layer, Words.ACTIVATIONS);
  }

  private Experts experts(int layer) {
    Activation activation = activation("experts", layer);
    int sharedWidth = settings.notNegative("experts.shared_width", layer);
    return new Experts(
        settings.positive("experts.count", layer),
        settings.positive("experts.chosen", layer),
        new Gated(
            settings.positive("experts.width", layer),
            activation,
            settings.flag("experts.bias", layer)),
        settings.real("experts.clamp", layer),
        routing(layer),
        sharedWidth == 0 ? null : new Gated(sharedWidth, activation, false),
        settings.flag("experts.shared_gate", layer));
  }

  private Routing routing(int layer) {
    return new Routing(
        settings.choice("experts.score", layer, Words.SCORES),
        settings.flag("experts.normalise", layer),
        settings.real("experts.scale", layer),
        settings.flag("experts.router_bias", layer),
        settings.flag("experts.choice_bias", layer),
        settings.positive("experts.groups", layer),
        settings.positive("experts.chosen_groups", layer),
        settings.choice("experts.group_score", layer, Words.GROUP_SCORES));
  }
}
