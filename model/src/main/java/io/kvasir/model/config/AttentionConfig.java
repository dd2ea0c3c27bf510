package io.kvasir.model.config;

import org.jspecify.annotations.Nullable;

/**
 * Causal attention with several heads (Vaswani et al. 2017). Heads of queries share heads of keys
 * and values in groups: as many of both is MHA, fewer is GQA (Ainslie et al. 2023), one is MQA
 * (Shazeer 2019).
 *
 * @param queryHeads heads of queries
 * @param keyValueHeads heads of keys and values, a divisor of queryHeads
 * @param headWidth floats of a query, key and value in one head
 * @param scale factor on q·k
 * @param position what tells positions apart
 * @param window keys that a query sees, its own included; 0 for all
 * @param softCap cap · tanh(score / cap) on scores; 0 for none
 * @param queryKeyNorm norms on queries and keys before the position encoding, or null
 * @param bias which projections have a bias
 * @param clip queries, keys and values are clipped to [-clip, clip]; 0 for none
 * @param sinks whether each head has a learned score that takes part in the softmax and contributes
 *     nothing
 * @param outputGate whether the heads' result is multiplied by sigmoid of a gate that stands beside
 *     each head's query
 */
public record AttentionConfig(
    int queryHeads,
    int keyValueHeads,
    int headWidth,
    float scale,
    PositionConfig position,
    int window,
    float softCap,
    @Nullable QueryKeyNorm queryKeyNorm,
    Bias bias,
    float clip,
    boolean sinks,
    boolean outputGate)
    implements MixerConfig {
  /** Checks the sizes. */
  public AttentionConfig {
    Checks.positive("number of query heads", queryHeads);
    Checks.positive("number of key-value heads", keyValueHeads);
    Checks.positive("head width", headWidth);
    Checks.notNegative("window", window);
    Checks.finite("attention scale", scale);
    Checks.finite("attention soft cap", softCap);
    Checks.finite("attention clip", clip);
    if (queryHeads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          queryHeads + " query heads are no multiple of " + keyValueHeads + " key-value heads");
    }
    if (position instanceof RopeConfig rope && rope.width() > headWidth) {
      throw new IllegalArgumentException(
          "rope width is " + rope.width() + ", wanted at most the head width " + headWidth);
    }
  }

  /**
   * Floats of all queries of a position.
   *
   * @return queryHeads · headWidth
   */
  public int queryWidth() {
    return Math.multiplyExact(queryHeads, headWidth);
  }

  /**
   * Floats of all keys of a position.
   *
   * @return keyValueHeads · headWidth
   */
  public int keyValueWidth() {
    return Math.multiplyExact(keyValueHeads, headWidth);
  }

  /**
   * Which projections have a bias.
   *
   * @param query on queries
   * @param key on keys
   * @param value on values
   * @param output on the output
   */
  public record Bias(boolean query, boolean key, boolean value, boolean output) {
    /** No bias anywhere. */
    public static final Bias NONE = new Bias(false, false, false, false);

    /** A bias on queries, keys and values. */
    public static final Bias QUERY_KEY_VALUE = new Bias(true, true, true, false);

    /** A bias everywhere. */
    public static final Bias ALL = new Bias(true, true, true, true);
  }

  /**
   * Norms on queries and keys.
   *
   * @param norm the formula
   * @param span what one norm covers
   * @param afterPosition whether they stand after the position encoding instead of before
   */
  public record QueryKeyNorm(NormConfig norm, Span span, boolean afterPosition) {}

  /** What a norm on queries or keys covers. */
  public enum Span {
    /** Each head alone, one weight of headWidth floats for all heads. */
    HEAD,
    /** Each head alone, a weight of its own per head. */
    EACH_HEAD,
    /** The whole projection. */
    ALL_HEADS
  }
}
