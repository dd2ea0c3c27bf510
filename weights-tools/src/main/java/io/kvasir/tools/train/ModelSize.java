package io.kvasir.tools.train;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.kernel.Activation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sizes of a llama-family decoder with tied embedding. Every row of a matrix is a whole number
 * of blocks of 32, so that all of them fit Q8_0.
 *
 * @param vocabulary tokens
 * @param width floats of the residual stream
 * @param layers blocks
 * @param heads heads of queries
 * @param keyValueHeads heads of keys and values
 * @param headWidth floats of a head
 * @param feedForward inner floats of a feed-forward
 * @param context positions
 */
public record ModelSize(
    int vocabulary,
    int width,
    int layers,
    int heads,
    int keyValueHeads,
    int headWidth,
    int feedForward,
    int context) {
  static final float EPSILON = 1e-5f; // of the norms
  static final float ROPE_BASE = 10_000;
  private static final int BLOCK = 32;

  /** Checks that rows are whole blocks. */
  public ModelSize {
    if (width % BLOCK != 0 || feedForward % BLOCK != 0 || heads * headWidth % BLOCK != 0) {
      throw new IllegalArgumentException(
          "rows of " + width + " and " + feedForward + " floats, wanted multiples of " + BLOCK);
    }
  }

  /**
   * The same with a vocabulary.
   *
   * @param tokens tokens
   * @return a copy
   */
  public ModelSize withVocabulary(int tokens) {
    return new ModelSize(
        tokens, width, layers, heads, keyValueHeads, headWidth, feedForward, context);
  }

  /**
   * What a decoder of this size is made of, as the loader resolves it from the finished file (but
   * for the last bit of a rotation's frequency).
   *
   * @return the configuration
   */
  public ModelConfig config() {
    float[] frequencies = new float[headWidth / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) (1 / Math.pow(ROPE_BASE, 2.0 * i / headWidth));
    }
    AttentionConfig attention =
        new AttentionConfig(
            heads,
            keyValueHeads,
            headWidth,
            (float) (1 / Math.sqrt(headWidth)),
            new RopeConfig(
                headWidth, RopeConfig.Pairs.NEIGHBOURS, new RopeConfig.Angles(frequencies, 1)),
            0,
            0,
            null,
            AttentionConfig.Bias.NONE,
            0,
            false,
            false);
    NormConfig norm = NormConfig.rms(EPSILON);
    LayerConfig layer =
        new LayerConfig(
            attention,
            new FeedForwardConfig.Gated(feedForward, Activation.SILU, false),
            ResidualShape.preNorm(norm));
    return new ModelConfig(
        vocabulary,
        width,
        context,
        EmbeddingConfig.PLAIN,
        Collections.nCopies(layers, layer),
        norm,
        new OutputConfig(true, false, 1, 0));
  }

  /**
   * The learned arrays by the engine's names, in the order of the file.
   *
   * @return extents: (rows, cols) of a matrix, (n) of a norm
   */
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    long queries = (long) heads * headWidth;
    long keys = (long) keyValueHeads * headWidth;
    shapes.put("embedding.tokens", new long[] {vocabulary, width});
    for (int n = 0; n < layers; n++) {
      String layer = "layers." + n + ".";
      shapes.put(layer + "mixer_input_norm.weight", new long[] {width});
      shapes.put(layer + "attention.query.weight", new long[] {queries, width});
      shapes.put(layer + "attention.key.weight", new long[] {keys, width});
      shapes.put(layer + "attention.value.weight", new long[] {keys, width});
      shapes.put(layer + "attention.output.weight", new long[] {width, queries});
      shapes.put(layer + "feed_forward_input_norm.weight", new long[] {width});
      shapes.put(layer + "feed_forward.gate.weight", new long[] {feedForward, width});
      shapes.put(layer + "feed_forward.up.weight", new long[] {feedForward, width});
      shapes.put(layer + "feed_forward.down.weight", new long[] {width, feedForward});
    }
    shapes.put("norm.weight", new long[] {width});
    return shapes;
  }

  /**
   * Learned numbers.
   *
   * @return their count
   */
  public long parameters() {
    return shapes().values().stream().mapToLong(s -> s.length == 1 ? s[0] : s[0] * s[1]).sum();
  }
}
