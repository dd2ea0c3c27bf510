package io.kvasir.model.layer;

import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.state.KvCache;
import io.kvasir.model.state.LayerState;
import java.util.Arrays;

/**
 * One worker's part of tiled attention: some query vectors over the tiles of a partition, and the
 * merge of partial results. For each query, with scores s and values v of a tile:
 *
 * <pre>
 * M' = max(M, max s)    p = e^(s - M')    L' = L·e^(M - M') + Σ p    A' = A·e^(M - M') + Σ p·v    result A / L
 * </pre>
 */
final class PartialAttention {
  private static final int TILE = KvCache.TILE;

  private final HeadShape shape;
  private final Kernels kernels;
  private final AttentionScores adjustment;
  private final float[] scores; // (queries, TILE)
  private final float[] maxima; // (queries) M of the partition
  private final float[] sums; // (queries) L of the partition
  private final float[] values; // (queries, valueWidth) A of the partition
  private final float[] mergedMaxima;
  private final float[] mergedSums;
  private final float[] mergedValues;
  private final float[] factors = new float[2];
  private final CachedTile cached;

  private float[] q = factors;
  private int queryAt;
  private int queryStride;
  private int queries;
  private int position; // of query 0
  private int positionStep;
  private int head; // of query 0
  private int headStep;

  PartialAttention(HeadShape shape, int maxQueries, Kernels kernels) {
    this.shape = shape;
    this.kernels = kernels;
    this.adjustment = new AttentionScores(shape, kernels);
    this.cached = new CachedTile(shape, kernels);
    this.scores = new float[maxQueries * TILE];
    this.maxima = new float[maxQueries];
    this.sums = new float[maxQueries];
    this.values = new float[maxQueries * shape.valueWidth()];
    this.mergedMaxima = new float[maxQueries];
    this.mergedSums = new float[maxQueries];
    this.mergedValues = new float[maxQueries * shape.valueWidth()];
  }

  void begin(LayerState newState, int newKeyValueHead) {
    cached.begin(newState, newKeyValueHead);
  }

  /** Query i begins at {@code at + i · stride}. */
  void queries(float[] data, int at, int stride, int count) {
    q = data;
    queryAt = at;
    queryStride = stride;
    queries = count;
  }

  /**
   * Query i stands at position {@code first + i · step} and belongs to head {@code firstHead + i ·
   * stepOfHead}.
   */
  void places(int first, int step, int firstHead, int stepOfHead) {
    position = first;
    positionStep = step;
    head = firstHead;
    headStep = stepOfHead;
  }

  /** Computes M, L and A of all queries over the keys of one partition. */
  void partition(int partition) {
    Arrays.fill(maxima, 0, queries, Float.NEGATIVE_INFINITY);
    Arrays.fill(sums, 0, queries, 0);
    Arrays.fill(values, 0, queries * shape.valueWidth(), 0);
    int last = position + (queries - 1) * positionStep;
    int begin = partition * TiledAttention.PARTITION;
    int end = Math.min(begin + TiledAttention.PARTITION, last + 1);
    int firstTile = Math.max(begin, shape.firstKey(position) / TILE * TILE);
    for (int tile = firstTile; tile < end; tile += TILE) {
      tile(tile, Math.min(TILE, last + 1 - tile));
    }
  }

  private int low(int query, int tile) {
    return Math.max(0, shape.firstKey(position + query * positionStep) - tile);
  }

  private int high(int query, int tile) {
    return Math.min(TILE, position + query * positionStep + 1 - tile);
  }

  private void tile(int tile, int keys) {
    cached.scores(q, queryAt, queryStride, queries, tile, keys, scores);
    for (int i = 0; i < queries; i++) {
      int low = low(i, tile);
      int high = high(i, tile);
      if (low < high) {
        adjustment.adjust(
            scores, i * TILE, low, high, tile, position + i * positionStep, head + i * headStep);
        softmax(i, i * TILE + low, high - low);
      }
    }
    blend(tile, keys);
  }

  private void softmax(int query, int at, int keys) {
    float before = maxima[query];
    float now = Math.max(before, kernels.max(scores, at, keys));
    if (now != before) {
      float factor = exp(before - now);
      sums[query] *= factor;
      scaleVector(values, query * shape.valueWidth(), factor);
      maxima[query] = now;
    }
    kernels.exp(scores, at, keys, now);
    sums[query] += kernels.sum(scores, at, keys);
  }

  private void blend(int tile, int keys) {
    cached.openValues(tile, keys, queries);
    int low = low(0, tile);
    int high = high(0, tile);
    int lastQuery = queries - 1;
    if (low == low(lastQuery, tile) && high == high(lastQuery, tile)) {
      blend(0, queries, low, high);
      return;
    }
    for (int i = 0; i < queries; i++) {
      blend(i, 1, low(i, tile), high(i, tile));
    }
  }

  private void blend(int query, int count, int low, int high) {
    if (low < high) {
      cached.blend(scores, query * TILE, count, low, high, values, query * shape.valueWidth());
    }
  }

  private float exp(float x) {
    if (x == 0) {
      return 1; // as the kernels have it; of two maxima that merge one stays
    }
    factors[0] = x;
    kernels.exp(factors, 0, 1, 0);
    return factors[0];
  }

  private void scaleVector(float[] a, int at, float factor) {
    for (int d = 0; d < shape.valueWidth(); d++) {
      a[at + d] *= factor;
    }
  }

  float maximum(int query) {
    return maxima[query];
  }

  float sum(int query) {
    return sums[query];
  }

  float[] values() {
    return values;
  }

  /** Begins the merge of partial results of some queries. */
  void beginMerge(int count) {
    Arrays.fill(mergedMaxima, 0, count, Float.NEGATIVE_INFINITY);
    Arrays.fill(mergedSums, 0, count, 0);
    Arrays.fill(mergedValues, 0, count * shape.valueWidth(), 0);
  }

  /** Merges what {@link #partition} computed. */
  void mergeOwn() {
    for (int i = 0; i < queries; i++) {
      merge(i, maxima[i], sums[i], values, i * shape.valueWidth());
    }
  }

  /** Merges a partial result; one without keys changes nothing. */
  void merge(int query, float maximum, float sum, float[] from, int at) {
    if (sum == 0) {
      return;
    }
    float before = mergedMaxima[query];
    float now = Math.max(before, maximum);
    float keep = exp(before - now);
    float take = exp(maximum - now);
    mergedMaxima[query] = now;
    mergedSums[query] = mergedSums[query] * keep + sum * take;
    int to = query * shape.valueWidth();
    for (int d = 0; d < shape.valueWidth(); d++) {
      mergedValues[to + d] = mergedValues[to + d] * keep + from[at + d] * take;
    }
  }

  /** Writes A / L of a query; a sink's score takes its share of L first. */
  void finish(int query, int queryHead, float[] to, int at) {
    int from = query * shape.valueWidth();
    float inverse = 1 / denominator(query, queryHead);
    for (int d = 0; d < shape.valueWidth(); d++) {
      to[at + d] = mergedValues[from + d] * inverse;
    }
  }

  private float denominator(int query, int queryHead) {
    float[] sinks = shape.sinks();
    if (sinks == null) {
      return mergedSums[query];
    }
    // A sink larger than every score would overflow e^(sink - M): both are scaled to the larger.
    float now = Math.max(mergedMaxima[query], sinks[queryHead]);
    float keep = exp(mergedMaxima[query] - now);
    mergedSums[query] = mergedSums[query] * keep + exp(sinks[queryHead] - now);
    mergedMaxima[query] = now;
    scaleVector(mergedValues, query * shape.valueWidth(), keep);
    return mergedSums[query];
  }
}
