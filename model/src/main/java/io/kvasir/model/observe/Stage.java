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
  /** The heads' blended values side by side, (rows, queryHeads · headWidth). */
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
