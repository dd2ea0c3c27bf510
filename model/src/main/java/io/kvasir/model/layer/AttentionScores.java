package io.kvasir.model.layer;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.state.Converted;
import io.kvasir.model.state.KvCache;
import io.kvasir.model.state.LatentCache;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.RecurrentState;

/** From q·k to the scores that go into the softmax, and where keys and values of a tile stand. */
final class AttentionScores {
  private final HeadShape shape;
  private final Kernels kernels;

  AttentionScores(HeadShape shape, Kernels kernels) {
    this.shape = shape;
    this.kernels = kernels;
  }

  /** Keys of one head from the tile at a position on, to be read from {@link #offset}. */
  static float[] keyTile(LayerState state, int position, int head, int keys, Converted memory) {
    return switch (state) {
      case KvCache cache -> cache.keys(position, head, keys, memory);
      case LatentCache cache -> cache.tile(position, keys, memory);
      case RecurrentState none -> throw new IllegalStateException("a recurrent layer has no keys");
    };
  }

  /** Values of one head from the tile at a position on, to be read from {@link #offset}. */
  static float[] valueTile(LayerState state, int position, int head, int keys, Converted memory) {
    return switch (state) {
      case KvCache cache -> cache.values(position, head, keys, memory);
      case LatentCache cache -> cache.tile(position, keys, memory);
      case RecurrentState none ->
          throw new IllegalStateException("a recurrent layer has no values");
    };
  }

  /** Where a head's keys and values begin in a tile. */
  static int offset(LayerState state, int head) {
    return state instanceof KvCache cache ? cache.offset(head) : 0;
  }

  /**
   * Scores {@code s[at + low .. at + high)} of keys {@code tile + low ..} become scale·q·k,
   * soft-capped, with the linear bias of their distance to the query's own position.
   */
  void adjust(float[] s, int at, int low, int high, int tile, int own, int head) {
    for (int j = low; j < high; j++) {
      s[at + j] *= shape.scale();
    }
    float cap = shape.softCap();
    if (cap != 0) {
      for (int j = low; j < high; j++) {
        s[at + j] /= cap;
      }
      kernels.activate(Activation.TANH, s, at + low, high - low);
      for (int j = low; j < high; j++) {
        s[at + j] *= cap;
      }
    }
    float[] slopes = shape.slopes();
    if (slopes != null) {
      float slope = slopes[head];
      if (shape.rounded()) {
        float stored = HeadShape.bfloat16(slope);
        for (int j = low; j < high; j++) {
          s[at + j] += shape.scale() * HeadShape.bfloat16(stored * (tile + j));
        }
        return;
      }
      for (int j = low; j < high; j++) {
        s[at + j] -= slope * (own - (tile + j));
      }
    }
  }
}
