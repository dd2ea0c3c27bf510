package io.kvasir.model.observe;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.RecurrentConfig;
import java.util.function.IntPredicate;

/**
 * How the row of a stage is cut into heads.
 *
 * @param heads how many, 1 where there are none
 * @param width floats of each
 * @param group query heads that share one
 * @param perHead whether the heads are heads of attention
 */
record StageShape(int heads, int width, int group, boolean perHead) {

  /** Query heads, 0 of a recurrent layer. */
  static int queryHeads(MixerConfig mixer) {
    return switch (mixer) {
      case AttentionConfig a -> a.queryHeads();
      case LatentAttentionConfig a -> a.heads();
      case RecurrentConfig none -> 0;
    };
  }

  static StageShape of(Stage stage, int layer, ModelConfig model) {
    StageShape whole = new StageShape(1, model.width(), 1, false);
    if (layer < 0 || layer >= model.layers().size()) {
      return whole;
    }
    return switch (model.layers().get(layer).mixer()) {
      case AttentionConfig a -> of(stage, a, whole);
      case LatentAttentionConfig a -> of(stage, a, whole);
      case RecurrentConfig none -> whole;
    };
  }

  private static StageShape of(Stage stage, AttentionConfig a, StageShape whole) {
    return switch (stage) {
      case QUERY, POSITIONED_QUERY, BLENDED, HEADS ->
          new StageShape(a.queryHeads(), a.headWidth(), 1, true);
      case KEY, POSITIONED_KEY, VALUE ->
          new StageShape(
              a.keyValueHeads(), a.headWidth(), a.queryHeads() / a.keyValueHeads(), true);
      default -> whole;
    };
  }

  private static StageShape of(Stage stage, LatentAttentionConfig a, StageShape whole) {
    int ropeWidth = a.rope().width();
    return switch (stage) {
      case QUERY, POSITIONED_QUERY ->
          new StageShape(a.heads(), a.plainWidth() + ropeWidth, 1, true);
      case LATENT -> new StageShape(1, a.latentWidth() + ropeWidth, 1, false);
      case ABSORBED_QUERY -> new StageShape(a.heads(), a.latentWidth() + ropeWidth, 1, true);
      case BLENDED -> new StageShape(a.heads(), a.latentWidth(), 1, true);
      case HEADS -> new StageShape(a.heads(), a.valueWidth(), 1, true);
      default -> whole;
    };
  }

  /** Whether one of the query heads that share a head is wanted. */
  boolean wanted(int head, IntPredicate queryHeads) {
    if (!perHead) {
      return true;
    }
    for (int i = 0; i < group; i++) {
      if (queryHeads.test(head * group + i)) {
        return true;
      }
    }
    return false;
  }
}
