package io.kvasir.model.observe;

/**
 * The values of a pass that can be seen, in the order in which they arise. The names are those of
 * traces.
 */
public enum Stage {
  /** What enters the first block, (rows, width). Layer -1. */
  EMBEDDING,
  /** The normed residual that the mixer reads, (rows, width). */
  MIXER_INPUT,
  /** Queries before the position encoding, (rows, queryHeads · headWidth). */
  QUERY,
  /** Keys before the position encoding, (rows, keyValueHeads · headWidth). */
  KEY,
  /** Values, (rows, keyValueHeads · headWidth). */
  VALUE,
  /** Queries after the position encoding, same shape. */
  POSITIONED_QUERY,
  /** Keys after the position encoding, same shape. */
  POSITIONED_KEY,
  /**
   * Latent attention: what the cache keeps of a position, the latent and the turned key that all
   * heads share, (rows, latentWidth + ropeWidth).
   */
  LATENT,
  /**
   * Latent attention: what is compared with {@link #LATENT}, the query with the key matrix absorbed
   * beside its turned part, (rows, heads · (latentWidth + ropeWidth)).
   */
  ABSORBED_QUERY,
  /**
   * The weighted sums of the values side by side, (rows, queryHeads · headWidth); in latent
   * attention the weighted sums of the latents, (rows, heads · latentWidth).
   */
  BLENDED,
  /**
   * What goes into the output matrix, (rows, queryHeads · valueWidth): the blended values, gated
   * where the layer has a gate, expanded from the blended latents in latent attention.
   */
  HEADS,
  /** What the mixer adds to the residual, (rows, width). */
  MIXER_OUTPUT,
  /** What the feed-forward adds to the residual, (rows, width). */
  FEED_FORWARD_OUTPUT,
  /** The residual after the block, (rows, width). */
  RESIDUAL,
  /** The last norm's result, (rows, width), of the rows whose logits are wanted. */
  FINAL
}
