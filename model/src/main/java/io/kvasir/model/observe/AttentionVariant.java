package io.kvasir.model.observe;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.RecurrentConfig;
import io.kvasir.model.config.RopeConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A way in which a model's attention could be shaped, to compare costs with. Recurrent layers stay.
 *
 * @param name as in {@code MQA, 1 key-value head}
 * @param real whether the model is like this
 * @param cost of the model with it
 */
public record AttentionVariant(String name, boolean real, ModelCost cost) {
  /**
   * The model as it is, and then what it would be as MHA, GQA, MQA and MLA, and with a window.
   *
   * @param config what the model is made of
   * @param real its cost
   * @return the real one first; what would be the same as another is left out
   */
  public static List<AttentionVariant> all(ModelConfig config, ModelCost real) {
    List<AttentionVariant> all = new ArrayList<>();
    all.add(new AttentionVariant("as it is: " + describe(config), true, real));
    int heads =
        config.layers().stream().mapToInt(l -> Ablation.heads(l.mixer())).max().orElseThrow();
    int some = heads % 4 == 0 && heads > 4 ? heads / 4 : heads % 2 == 0 ? heads / 2 : 1;
    int window = Math.max(16, config.context() / 8);
    add(all, "MHA, a key-value head per query head", config, m -> heads(m, 0));
    add(all, "GQA, " + some + " key-value heads", config, m -> heads(m, some));
    add(all, "MQA, 1 key-value head", config, m -> heads(m, 1));
    add(all, "MLA, latents of 4 heads' width", config, AttentionVariant::latent);
    add(all, "a window of " + window + " in every layer", config, m -> window(m, window));
    return List.copyOf(all);
  }

  private static void add(
      List<AttentionVariant> all,
      String name,
      ModelConfig config,
      UnaryOperator<MixerConfig> change) {
    ModelCost cost = all.getFirst().cost().with(config, change);
    if (all.stream().noneMatch(other -> other.cost().equals(cost))) {
      all.add(new AttentionVariant(name, false, cost));
    }
  }

  /**
   * The kinds of a model's mixers in words.
   *
   * @param config what the model is made of
   * @return each kind once, in the order of the layers
   */
  public static String describe(ModelConfig config) {
    Set<String> kinds = new LinkedHashSet<>();
    config.layers().forEach(layer -> kinds.add(describe(layer.mixer())));
    return String.join("; ", kinds);
  }

  private static String describe(MixerConfig mixer) {
    return switch (mixer) {
      case AttentionConfig c -> {
        int q = c.queryHeads();
        int kv = c.keyValueHeads();
        String kind = kv == q ? "MHA" : kv == 1 ? "MQA" : "GQA";
        yield kind
            + (", " + q + " query and " + kv + " key-value heads")
            + (c.window() == 0 ? "" : ", window " + c.window());
      }
      case LatentAttentionConfig c -> "MLA, " + c.heads() + " heads, latents of " + c.latentWidth();
      case RecurrentConfig _ -> "recurrent";
    };
  }

  /** Ordinary attention with so many key-value heads, 0 for one per query head. */
  private static MixerConfig heads(MixerConfig mixer, int count) {
    return switch (mixer) {
      case AttentionConfig c ->
          c.queryHeads() % Math.max(1, count) == 0
              ? of(c, count == 0 ? c.queryHeads() : count, c.window())
              : c;
      case LatentAttentionConfig c ->
          new AttentionConfig(
              c.heads(),
              count == 0 || c.heads() % count != 0 ? c.heads() : count,
              Math.max(c.plainWidth(), c.rope().width()),
              c.scale(),
              new PositionConfig.None(),
              0,
              0,
              null,
              AttentionConfig.Bias.NONE,
              0,
              false,
              false);
      case RecurrentConfig c -> c;
    };
  }

  private static AttentionConfig of(AttentionConfig c, int keyValueHeads, int window) {
    return new AttentionConfig(
        c.queryHeads(),
        keyValueHeads,
        c.headWidth(),
        c.scale(),
        c.position(),
        window,
        c.softCap(),
        c.queryKeyNorm(),
        c.bias(),
        c.clip(),
        c.sinks(),
        c.outputGate());
  }

  /** In DeepSeek-V2's proportions: latents of 4 head widths, a shared key of half of one. */
  private static MixerConfig latent(MixerConfig mixer) {
    if (!(mixer instanceof AttentionConfig c)) {
      return mixer;
    }
    int d = c.headWidth();
    int turned = Math.max(2, d / 4 * 2);
    RopeConfig rope =
        new RopeConfig(
            turned, RopeConfig.Pairs.NEIGHBOURS, new RopeConfig.Angles(new float[turned / 2], 1));
    return new LatentAttentionConfig(
        c.queryHeads(), 0, 4 * d, d, rope, d, c.scale(), NormConfig.rms(1e-6f), false);
  }

  private static MixerConfig window(MixerConfig mixer, int window) {
    return mixer instanceof AttentionConfig c && (c.window() == 0 || c.window() > window)
        ? of(c, c.keyValueHeads(), window)
        : mixer;
  }
}
