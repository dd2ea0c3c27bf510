package io.kvasir.model.layer;

import io.kvasir.model.config.PositionConfig;
import org.jspecify.annotations.Nullable;

/**
 * What tiled attention needs to know of its heads.
 *
 * @param queryHeads heads of queries
 * @param keyValueHeads heads in the cache
 * @param keyWidth floats of a query and of a key
 * @param valueWidth floats of a value
 * @param valueStride floats from one value to the next in a tile
 * @param scale factor on q·k
 * @param softCap cap of scores, 0 for none
 * @param window keys that a query sees, 0 for all
 * @param slopes linear bias per query head, or null
 * @param rounded whether the bias of a key is scale · bfloat16(slope · its position)
 * @param sinks learned score per query head, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, package-private
record HeadShape(
    int queryHeads,
    int keyValueHeads,
    int keyWidth,
    int valueWidth,
    int valueStride,
    float scale,
    float softCap,
    int window,
    float @Nullable [] slopes,
    boolean rounded,
    float @Nullable [] sinks) {
  /** Query heads that share a key-value head. */
  int group() {
    return queryHeads / keyValueHeads;
  }

  /** The first key that a position sees. */
  int firstKey(int position) {
    return window == 0 ? 0 : Math.max(0, position - window + 1);
  }

  /** The nearest number of 8 significant bits, ties to even. */
  static float bfloat16(float x) {
    return PositionConfig.Alibi.bfloat16(x);
  }

  /** Slopes of linear biases (Press et al. 2021), one per head. */
  static float[] alibiSlopes(int heads, float maxBias) {
    PositionConfig.Alibi alibi = new PositionConfig.Alibi(maxBias);
    float[] slopes = new float[heads];
    for (int h = 0; h < heads; h++) {
      slopes[h] = alibi.slope(h, heads);
    }
    return slopes;
  }
}
