package io.kvasir.model.layer;

import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.state.Converted;
import io.kvasir.model.state.KvCache;
import io.kvasir.model.state.LatentCache;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.RecurrentState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One worker's products with the keys and values of one head in one tile, however a cache holds
 * them. Keys stand as columns, so both products are weighted sums of rows; latents, which are keys
 * and values in one, stand as rows.
 *
 * <pre>
 * scores[i] = q[i] · Kᵀ = Σ_d q[i][d] · Kᵀ[d]        out[i] = out[i] + Σ_j p[i][j] · V[j]
 * </pre>
 */
final class CachedTile {
  private static final int TILE = KvCache.TILE;

  /** Numbers are taken by so many: a multiple of every vector's lanes. */
  private static final int COLUMNS = 16;

  /** For at most so many rows of queries halves are converted in registers, for each two anew. */
  private static final int FEW = 4;

  private final HeadShape shape;
  private final Kernels kernels;
  private final Converted keyMemory = new Converted();
  private final Converted valueMemory = new Converted();
  private LayerState state = new RecurrentState(0, 0);
  private int head;
  private float[] values = {};
  private short @Nullable [] halfValues;
  private int valuesAt;

  @SuppressWarnings("UnusedVariable") // written, so that reading is not left out
  private int touched;

  CachedTile(HeadShape shape, Kernels kernels) {
    this.shape = shape;
    this.kernels = kernels;
  }

  void begin(LayerState newState, int keyValueHead) {
    state = newState;
    head = keyValueHead;
  }

  /**
   * Scores of some queries and the first keys of a tile, not yet scaled.
   *
   * @param q query i at {@code at + i · stride}
   * @param tile the tile's first position
   * @param keys how many keys are wanted
   * @param scores shape (n, TILE); behind the wanted ones any numbers may stand
   */
  void scores(float[] q, int at, int stride, int n, int tile, int keys, float[] scores) {
    int width = shape.keyWidth();
    switch (state) {
      case KvCache cache -> {
        int columns = (keys + COLUMNS - 1) / COLUMNS * COLUMNS;
        Arrays.fill(scores, 0, n * TILE, 0);
        short[] halves = n <= FEW ? cache.halfKeys(tile) : null;
        if (halves != null) {
          int from = cache.halfOffset(head);
          touched |= kernels.touch(halves, from, TILE * width);
          kernels.blend(q, at, stride, n, halves, from, TILE, width, columns, scores, 0, TILE);
        } else {
          float[] k = cache.keys(tile, head, keyMemory);
          int from = cache.offset(head);
          if (n <= FEW) {
            touched |= kernels.touch(k, from, TILE * width);
          }
          kernels.blend(q, at, stride, n, k, from, TILE, width, columns, scores, 0, TILE);
        }
      }
      case LatentCache cache -> {
        float[] k = cache.tile(tile, keys, keyMemory);
        kernels.dots(q, at, stride, n, k, 0, width, keys, width, scores, 0, TILE);
      }
      case RecurrentState none -> throw new IllegalStateException("a recurrent layer has no keys");
    }
  }

  /** Makes the first values of a tile those that {@link #blend} takes, for at most n queries. */
  void openValues(int tile, int count, int n) {
    halfValues = null;
    switch (state) {
      case KvCache cache -> {
        boolean whole = shape.valueWidth() % COLUMNS == 0;
        halfValues = n <= FEW && whole ? cache.halfValues(tile) : null;
        if (halfValues != null) {
          valuesAt = cache.halfOffset(head);
          touched |= kernels.touch(halfValues, valuesAt, count * shape.valueStride());
        } else {
          values = cache.values(tile, head, count, valueMemory);
          valuesAt = cache.offset(head);
          if (n <= FEW) {
            touched |= kernels.touch(values, valuesAt, count * shape.valueStride());
          }
        }
      }
      case LatentCache cache -> {
        values = cache.tile(tile, count, valueMemory);
        valuesAt = 0;
      }
      case RecurrentState none ->
          throw new IllegalStateException("a recurrent layer has no values");
    }
  }

  /**
   * Adds weighted values {@code low .. high - 1} to the sums of some queries.
   *
   * @param p shape (n, TILE) from {@code at} on: weight of value j of query i at {@code at + i ·
   *     TILE + j}
   * @param out n sums of valueWidth floats, from {@code outAt} on
   */
  void blend(float[] p, int at, int n, int low, int high, float[] out, int outAt) {
    int width = shape.valueWidth();
    int stride = shape.valueStride();
    int from = valuesAt + low * stride;
    short[] halves = halfValues;
    if (halves != null) {
      kernels.blend(
          p, at + low, TILE, n, halves, from, stride, high - low, width, out, outAt, width);
    } else {
      kernels.blend(
          p, at + low, TILE, n, values, from, stride, high - low, width, out, outAt, width);
    }
  }
}
