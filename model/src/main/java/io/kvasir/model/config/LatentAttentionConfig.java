package io.kvasir.model.config;

/**
 * Multi-head latent attention (DeepSeek-V2, 2024, section 2.1). Keys and values of all heads are
 * made from one latent vector of a position; the cache keeps the latent and one rotated key that
 * all heads share.
 *
 * @param heads query heads
 * @param queryRank floats of the compressed query, 0 where queries are projected directly
 * @param latentWidth floats of the latent (kv_lora_rank)
 * @param plainWidth floats of a head's query and key without position (qk_nope_head_dim)
 * @param rope rotation of the shared key and of the last part of each query; its width is
 *     qk_rope_head_dim
 * @param valueWidth floats of a head's value
 * @param scale factor on q·k
 * @param norm the norm on the compressed query and on the latent
 * @param bias whether the down projections and the output have a bias
 */
public record LatentAttentionConfig(
    int heads,
    int queryRank,
    int latentWidth,
    int plainWidth,
    RopeConfig rope,
    int valueWidth,
    float scale,
    NormConfig norm,
    boolean bias)
    implements MixerConfig {
  /** Checks the sizes. */
  public LatentAttentionConfig {
    Checks.positive("number of heads", heads);
    Checks.notNegative("rank of queries", queryRank);
    Checks.positive("width of the latent", latentWidth);
    Checks.positive("width without position", plainWidth);
    Checks.positive("value width", valueWidth);
    Checks.finite("attention scale", scale);
  }
}
