package io.kvasir.model.layer;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.GatedDeltaConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.Mamba2Config;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.config.ShortConvolutionConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.weights.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small models of every kind of layer, with awkward sizes. */
final class RandomModels {
  static final int VOCABULARY = 97;
  private static final NormConfig RMS = NormConfig.rms(1e-5f);
  private static final FeedForwardConfig GATED =
      new FeedForwardConfig.Gated(72, Activation.SILU, false);

  private RandomModels() {}

  static Decoder decoder(ModelConfig config, TensorType type, Kernels kernels, int threads) {
    return new Decoder(
        config, new RandomParameters(type, 7), new ParallelKernels(kernels, threads));
  }

  static RopeConfig rope(int width, RopeConfig.Pairs pairs) {
    float[] frequencies = new float[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) Math.pow(10000, -2.0 * i / width);
    }
    return new RopeConfig(width, pairs, new RopeConfig.Angles(frequencies, 1));
  }

  static AttentionConfig attention(
      int heads, int keyValueHeads, int headWidth, PositionConfig position, int window) {
    return new AttentionConfig(
        heads,
        keyValueHeads,
        headWidth,
        (float) (1 / Math.sqrt(headWidth)),
        position,
        window,
        0,
        null,
        AttentionConfig.Bias.NONE,
        0,
        false,
        false);
  }

  static ModelConfig model(int width, FeedForwardConfig feedForward, MixerConfig... mixers) {
    List<LayerConfig> layers = new ArrayList<>();
    for (MixerConfig mixer : mixers) {
      layers.add(new LayerConfig(mixer, feedForward, ResidualShape.preNorm(RMS)));
    }
    return new ModelConfig(
        VOCABULARY,
        width,
        4096,
        EmbeddingConfig.PLAIN,
        layers,
        RMS,
        new OutputConfig(true, false, 1, 0));
  }

  /** One model for each kind of mixer, feed-forward and block, by name. */
  static Map<String, ModelConfig> all() {
    Map<String, ModelConfig> models = new TreeMap<>();
    RopeConfig halves = rope(16, RopeConfig.Pairs.HALVES);
    AttentionConfig grouped = attention(6, 2, 16, halves, 0);
    models.put("grouped heads", model(64, GATED, grouped, grouped));
    models.put("one key-value head", model(64, GATED, attention(5, 1, 16, halves, 0)));
    models.put(
        "every head its own keys, neighbouring pairs, layer norm, learned positions",
        learnedPositions());
    models.put("window", model(64, GATED, attention(4, 2, 16, halves, 70), grouped));
    models.put("short window", model(64, GATED, attention(4, 2, 16, halves, 9)));
    models.put(
        "linear biases", model(64, GATED, attention(6, 6, 8, new PositionConfig.Alibi(8), 0)));
    models.put(
        "rounded linear biases",
        model(64, GATED, attention(6, 3, 8, new PositionConfig.Alibi(8, true), 0)));
    models.put("norms of sums, a narrow table", normsOfSums());
    models.put("soft caps, norms on queries and keys, gates, sinks", rich());
    models.put("experts", model(64, experts(), grouped));
    models.put("parallel halves", parallel());
    models.put("latent attention", model(64, GATED, latent(0), latent(24)));
    models.put(
        "short convolution", model(64, GATED, new ShortConvolutionConfig(3, false), grouped));
    models.put(
        "gated delta net",
        model(64, GATED, new GatedDeltaConfig(2, 4, 12, 16, 4, RMS, true), grouped));
    models.put(
        "mamba-2",
        model(64, GATED, new Mamba2Config(4, 16, 24, 2, 4, RMS, 2, false, true, 0, 100), grouped));
    return models;
  }

  private static LatentAttentionConfig latent(int queryRank) {
    return new LatentAttentionConfig(
        4, queryRank, 40, 16, rope(8, RopeConfig.Pairs.NEIGHBOURS), 12, 0.2f, RMS, false);
  }

  private static FeedForwardConfig experts() {
    return new FeedForwardConfig.Experts(
        6,
        2,
        new FeedForwardConfig.Gated(40, Activation.SILU, false),
        0,
        FeedForwardConfig.Routing.SOFTMAX,
        new FeedForwardConfig.Gated(24, Activation.SILU, false),
        true);
  }

  private static ModelConfig learnedPositions() {
    NormConfig norm = NormConfig.layer(1e-5f);
    AttentionConfig attention =
        new AttentionConfig(
            4,
            4,
            16,
            0.25f,
            new PositionConfig.None(),
            0,
            0,
            null,
            AttentionConfig.Bias.ALL,
            0,
            false,
            false);
    FeedForwardConfig plain = new FeedForwardConfig.Plain(80, Activation.GELU_TANH, true);
    return new ModelConfig(
        VOCABULARY,
        64,
        1024,
        new EmbeddingConfig(1, new EmbeddingConfig.LearnedPositions(1030, 2), null),
        List.of(new LayerConfig(attention, plain, ResidualShape.preNorm(norm))),
        norm,
        new OutputConfig(false, true, 1, 0));
  }

  private static ModelConfig normsOfSums() {
    AttentionConfig attention = attention(4, 2, 16, rope(16, RopeConfig.Pairs.HALVES), 0);
    ResidualShape shape = new ResidualShape(null, RMS, null, RMS, false, 1, true);
    return new ModelConfig(
        VOCABULARY,
        64,
        4096,
        new EmbeddingConfig(2, null, null, 40),
        List.of(new LayerConfig(attention, GATED, shape), new LayerConfig(attention, null, shape)),
        null,
        new OutputConfig(true, false, 1, 0, 40));
  }

  private static ModelConfig rich() {
    AttentionConfig attention =
        new AttentionConfig(
            6,
            3,
            16,
            0.25f,
            rope(8, RopeConfig.Pairs.NEIGHBOURS),
            0,
            20,
            new AttentionConfig.QueryKeyNorm(RMS, AttentionConfig.Span.HEAD, false),
            AttentionConfig.Bias.QUERY_KEY_VALUE,
            5,
            true,
            true);
    return new ModelConfig(
        VOCABULARY,
        64,
        4096,
        new EmbeddingConfig(8, null, null),
        List.of(new LayerConfig(attention, GATED, new ResidualShape(RMS, RMS, RMS, RMS, false, 1))),
        RMS,
        new OutputConfig(true, false, 0.5f, 30));
  }

  private static ModelConfig parallel() {
    FeedForwardConfig plain = new FeedForwardConfig.Plain(80, Activation.GELU, false);
    AttentionConfig attention = attention(4, 4, 16, rope(8, RopeConfig.Pairs.HALVES), 0);
    NormConfig norm = NormConfig.layer(1e-5f);
    return new ModelConfig(
        VOCABULARY,
        64,
        4096,
        EmbeddingConfig.PLAIN,
        List.of(
            new LayerConfig(attention, plain, new ResidualShape(norm, null, null, null, true, 1)),
            new LayerConfig(
                attention, plain, new ResidualShape(norm, null, norm, null, true, 0.5f))),
        norm,
        new OutputConfig(true, false, 1, 0));
  }
}
