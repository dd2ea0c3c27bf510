package io.kvasir.cli;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.GatedDeltaConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.Mamba2Config;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.RecurrentConfig;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.config.ShortConvolutionConfig;
import io.kvasir.model.state.CacheType;
import java.util.Locale;

/**
 * How a layer looks at other positions, in words and numbers for people.
 *
 * @param kind MHA, GQA, MQA, MLA, or what a recurrent layer is
 * @param queryHeads 0 of a recurrent layer
 * @param keyValueHeads heads of keys and values in the cache
 * @param keyWidth floats that a query is compared with
 * @param valueWidth floats that are blended
 * @param scale factor on q·k
 * @param softCap cap of scores, 0 for none
 * @param window keys that a query sees, 0 for all
 * @param position how positions are told apart
 * @param sinks whether a learned sink takes part in the softmax
 * @param cacheFloats floats that each position adds to the cache
 * @param stateFloats floats of a state that does not grow
 */
record LayerView(
    String kind,
    int queryHeads,
    int keyValueHeads,
    int keyWidth,
    int valueWidth,
    float scale,
    float softCap,
    int window,
    String position,
    boolean sinks,
    int cacheFloats,
    long stateFloats) {

  static LayerView of(MixerConfig mixer, int width) {
    return switch (mixer) {
      case AttentionConfig a ->
          new LayerView(
              kind(a),
              a.queryHeads(),
              a.keyValueHeads(),
              a.headWidth(),
              a.headWidth(),
              a.scale(),
              a.softCap(),
              a.window(),
              position(a.position()),
              a.sinks(),
              2 * a.keyValueWidth(),
              0);
      case LatentAttentionConfig a ->
          new LayerView(
              "MLA",
              a.heads(),
              1,
              a.latentWidth() + a.rope().width(),
              a.latentWidth(),
              a.scale(),
              0,
              0,
              position(a.rope()),
              false,
              a.latentWidth() + a.rope().width(),
              0);
      case RecurrentConfig r -> recurrent(r, width);
    };
  }

  private static String kind(AttentionConfig a) {
    if (a.keyValueHeads() == a.queryHeads()) {
      return "MHA";
    }
    return a.keyValueHeads() == 1 ? "MQA" : "GQA";
  }

  private static String position(PositionConfig position) {
    return switch (position) {
      case RopeConfig rope -> "rope";
      case PositionConfig.Alibi alibi -> "linear bias";
      case PositionConfig.None none -> "none";
    };
  }

  private static LayerView recurrent(RecurrentConfig config, int width) {
    return switch (config) {
      case GatedDeltaConfig d -> {
        long channels = 2L * d.keyHeads() * d.keyWidth() + (long) d.valueHeads() * d.valueWidth();
        yield recurrent(
            "gated delta net",
            (long) d.valueHeads() * d.keyWidth() * d.valueWidth() + (d.kernel() - 1) * channels);
      }
      case Mamba2Config m -> {
        long channels = m.innerWidth() + 2L * m.groups() * m.stateWidth();
        yield recurrent(
            "Mamba 2", (long) m.innerWidth() * m.stateWidth() + (m.kernel() - 1) * channels);
      }
      case ShortConvolutionConfig c ->
          recurrent("short convolution", (c.kernel() - 1) * (long) width);
    };
  }

  private static LayerView recurrent(String kind, long floats) {
    return new LayerView(kind, 0, 0, 0, 0, 0, 0, 0, "order of the steps", false, 0, floats);
  }

  boolean attends() {
    return queryHeads > 0;
  }

  /**
   * Bytes in memory after so many positions: a recurrent state is held as floats whatever the
   * cache.
   */
  long bytesAt(int positions, CacheType type) {
    return stateFloats * Float.BYTES
        + rowBytes(type) * (window == 0 ? positions : Math.min(positions, window));
  }

  /** Bytes that a position adds to the cache. */
  long rowBytes(CacheType type) {
    return (long) cacheFloats * type.bytes();
  }

  String text() {
    if (!attends()) {
      return kind
          + ": no attention; a state of "
          + String.format(Locale.ROOT, "%,d", stateFloats)
          + " floats carries the past on";
    }
    return kind
        + ", "
        + counted(queryHeads, "query head")
        + ", "
        + (kind.equals("MLA")
            ? "one latent of " + keyWidth + " floats"
            : counted(keyValueHeads, "key-value head") + " of " + keyWidth)
        + (window > 0 ? ", window " + window : "");
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
