package io.kvasir.model.layer;

import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.state.KvCache;
import io.kvasir.model.state.LayerState;

/**
 * The softmax weights of attention for an observer, computed anew from the same queries and keys.
 * The pass itself has been done by then, so its bits are the same whether anybody looks or not.
 */
final class AttentionWeights {
  private static final int TILE = KvCache.TILE;

  private final HeadShape shape;
  private final Kernels kernels;
  private final AttentionScores adjustment;
  private final float[] scores = new float[TILE];
  private final float[] sink = new float[1];
  private final CachedTile cached;
  private float[] weights = new float[0]; // (keys that are seen)

  AttentionWeights(HeadShape shape, Kernels kernels) {
    this.shape = shape;
    this.kernels = kernels;
    this.adjustment = new AttentionScores(shape, kernels);
    this.cached = new CachedTile(shape, kernels);
  }

  /**
   * Hands out the weights of every row and head of a step; queries are (rows, queryHeads ·
   * keyWidth).
   */
  void observe(Step step, int layer, Rows queries) {
    for (int row = 0; row < step.rows(); row++) {
      int own = step.position(row);
      int first = shape.firstKey(own);
      int count = own + 1 - first;
      if (weights.length < count) {
        weights = new float[Math.max(2 * weights.length, count)];
      }
      LayerState state = step.sequenceOfRow(row).state(layer);
      for (int head = 0; head < shape.queryHeads(); head++) {
        score(state, queries.data, queries.at(row) + head * shape.keyWidth(), head, own);
        step.observer().scores(layer, head, step.slice(row), own, weights, first, count);
        softmax(head, count);
        step.observer().attention(layer, head, step.slice(row), own, weights, first, count);
      }
    }
  }

  private void score(LayerState state, float[] q, int at, int head, int own) {
    int first = shape.firstKey(own);
    cached.begin(state, head / shape.group());
    for (int tile = first / TILE * TILE; tile <= own; tile += TILE) {
      int keys = Math.min(TILE, own + 1 - tile);
      cached.scores(q, at, 0, 1, tile, keys, scores);
      int low = Math.max(0, first - tile);
      adjustment.adjust(scores, 0, low, keys, tile, own, head);
      System.arraycopy(scores, low, weights, tile + low - first, keys - low);
    }
  }

  private void softmax(int head, int count) {
    float[] sinks = shape.sinks();
    float maximum = kernels.max(weights, 0, count);
    sink[0] = sinks == null ? Float.NEGATIVE_INFINITY : sinks[head];
    maximum = Math.max(maximum, sink[0]);
    kernels.exp(weights, 0, count, maximum);
    kernels.exp(sink, 0, 1, maximum);
    float sum = kernels.sum(weights, 0, count) + sink[0];
    for (int j = 0; j < count; j++) {
      weights[j] /= sum;
    }
  }
}
