package io.kvasir.model.observe;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.RecurrentConfig;
import io.kvasir.model.kernel.Rows;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Parts of a model that are switched off, to see what they cause: what a silent head blended is set
 * to zero before the output matrix, and a silent feed-forward adds nothing (zero ablation). The
 * weights stay as they are. Layers and heads count from 0.
 *
 * @param heads silent heads, sorted, each once
 * @param feedForwards layers whose feed-forward is silent, sorted, each once
 */
public record Ablation(List<Head> heads, List<Integer> feedForwards) {
  /** Nothing is switched off, at no cost. */
  public static final Ablation NONE = new Ablation(List.of(), List.of());

  /**
   * A head of attention.
   *
   * @param layer number of the layer, from 0
   * @param head number of the query head, from 0
   */
  public record Head(int layer, int head) {
    /** As on the command line: {@code 2.5} is head 5 of layer 2. */
    @Override
    public String toString() {
      return layer + "." + head;
    }
  }

  /** Sorts, and drops what is named twice. */
  public Ablation {
    heads =
        heads.stream()
            .distinct()
            .sorted(Comparator.comparingInt(Head::layer).thenComparingInt(Head::head))
            .toList();
    feedForwards = feedForwards.stream().distinct().sorted().toList();
  }

  /**
   * Switches heads off.
   *
   * @param heads which
   * @return an ablation of no feed-forward
   */
  public static Ablation ofHeads(Collection<Head> heads) {
    return new Ablation(List.copyOf(heads), List.of());
  }

  /**
   * Whether nothing is switched off.
   *
   * @return true if passes are the usual ones
   */
  public boolean isNone() {
    return heads.isEmpty() && feedForwards.isEmpty();
  }

  /**
   * Whether a layer's feed-forward is silent.
   *
   * @param layer number of the layer
   * @return true if it adds nothing
   */
  public boolean silencesFeedForward(int layer) {
    for (int i = 0; i < feedForwards.size(); i++) {
      if (feedForwards.get(i) == layer) {
        return true;
      }
    }
    return false;
  }

  /**
   * Sets to zero what the silent heads of a layer have blended.
   *
   * @param layer number of the layer
   * @param rows rows of the pass
   * @param blended heads side by side, (rows, heads · headWidth)
   * @param headWidth floats of a head
   */
  public void silenceHeads(int layer, int rows, Rows blended, int headWidth) {
    for (int i = 0; i < heads.size(); i++) {
      Head silent = heads.get(i);
      if (silent.layer() == layer) {
        for (int row = 0; row < rows; row++) {
          int at = blended.at(row) + silent.head() * headWidth;
          Arrays.fill(blended.data, at, at + headWidth, 0);
        }
      }
    }
  }

  /**
   * Checks that a model has what is switched off.
   *
   * @param config of the model
   * @throws IllegalArgumentException if it has no such layer, head or feed-forward
   */
  public void check(ModelConfig config) {
    for (int i = 0; i < heads.size(); i++) {
      Head silent = heads.get(i);
      String what = "ablated head " + silent;
      MixerConfig mixer = layer(config, silent.layer(), what).mixer();
      int most = heads(mixer);
      if (most == 0) {
        throw new IllegalArgumentException(
            what + ": layer " + silent.layer() + " is recurrent and has no heads of attention");
      }
      if (silent.head() < 0 || silent.head() >= most) {
        throw new IllegalArgumentException(
            what + ": layer " + silent.layer() + " has heads 0 to " + (most - 1));
      }
    }
    for (int layer : feedForwards) {
      String what = "ablated feed-forward of layer " + layer;
      if (layer(config, layer, what).feedForward() == null) {
        throw new IllegalArgumentException(what + ": the layer has no feed-forward");
      }
    }
  }

  private static LayerConfig layer(ModelConfig config, int layer, String what) {
    int count = config.layers().size();
    if (layer < 0 || layer >= count) {
      throw new IllegalArgumentException(what + ": the model has layers 0 to " + (count - 1));
    }
    return config.layers().get(layer);
  }

  /**
   * The heads of attention that a layer has.
   *
   * @param mixer of the layer
   * @return query heads; 0 if the layer is recurrent
   */
  public static int heads(MixerConfig mixer) {
    return switch (mixer) {
      case AttentionConfig attention -> attention.queryHeads();
      case LatentAttentionConfig latent -> latent.heads();
      case RecurrentConfig _ -> 0;
    };
  }
}
