package io.kvasir.model.observe;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.GatedDeltaConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.Mamba2Config;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ShortConvolutionConfig;

/**
 * What a layer spends on looking at other positions, counted from its shape. A multiply-add is one
 * multiplication and the addition of its product.
 *
 * @param projections multiply-adds of a token in the layer's attention matrices; 0 for a recurrent
 *     layer, whose matrices are no part of this
 * @param perKey multiply-adds of a query for each key that it sees: scores and blend, all heads
 * @param window keys that a query sees, its own included; 0 for all
 * @param perToken multiply-adds of a token on a state of fixed size
 * @param cachedPerPosition numbers that the cache keeps of a position
 * @param state numbers of a state of fixed size
 */
public record MixerCost(
    long projections, long perKey, int window, long perToken, long cachedPerPosition, long state) {
  /**
   * Counts.
   *
   * @param mixer of a layer
   * @param width floats of the residual stream
   * @return its cost
   */
  public static MixerCost of(MixerConfig mixer, int width) {
    return switch (mixer) {
      case AttentionConfig c -> attention(c, width);
      case LatentAttentionConfig c -> latent(c, width);
      case ShortConvolutionConfig c -> recurrent(c.kernel(), width, 0, 0);
      case GatedDeltaConfig c -> {
        long channels = 2L * c.keyHeads() * c.keyWidth() + (long) c.valueHeads() * c.valueWidth();
        yield recurrent(
            c.kernel(), channels, (long) c.valueHeads() * c.keyWidth() * c.valueWidth(), 3);
      }
      case Mamba2Config c ->
          recurrent(
              c.kernel(),
              c.innerWidth() + 2L * c.groups() * c.stateWidth(),
              (long) c.innerWidth() * c.stateWidth(),
              2);
    };
  }

  private static MixerCost attention(AttentionConfig c, long width) {
    long query = c.queryWidth();
    long gate = c.outputGate() ? query : 0;
    long matrices = width * (query + 2L * c.keyValueWidth() + gate + query);
    return new MixerCost(matrices, 2 * query, c.window(), 0, 2L * c.keyValueWidth(), 0);
  }

  /** The absorbed form: heads attend to the latents themselves. */
  private static MixerCost latent(LatentAttentionConfig c, long width) {
    long n = c.heads();
    long rope = c.rope().width();
    long row = c.latentWidth() + rope;
    long query = n * (c.plainWidth() + rope);
    long queries = c.queryRank() == 0 ? width * query : c.queryRank() * (width + query);
    long absorbed = n * c.latentWidth() * ((long) c.plainWidth() + c.valueWidth());
    long matrices = queries + width * row + absorbed + n * c.valueWidth() * width;
    return new MixerCost(matrices, n * (row + c.latentWidth()), 0, 0, row, 0);
  }

  /** A convolution over the last positions, and so many multiply-adds per number of the memory. */
  private static MixerCost recurrent(int kernel, long channels, long memory, int uses) {
    return new MixerCost(
        0, 0, 0, kernel * channels + uses * memory, 0, (kernel - 1) * channels + memory);
  }

  /**
   * Keys that a query sees.
   *
   * @param position of the query, from 0
   * @return its own and those before it, at most the window
   */
  public long keys(long position) {
    return window == 0 ? position + 1 : Math.min(window, position + 1);
  }

  /**
   * Multiply-adds of one token but for the matrices.
   *
   * @param position of the token, from 0
   * @return scores and blend over the keys that it sees, or the work on the state
   */
  public long attention(long position) {
    return perKey * keys(position) + perToken;
  }

  /**
   * Multiply-adds of all tokens up to a position but for the matrices.
   *
   * @param position of the last token, from 0
   * @return the sum of {@link #attention} over positions 0 to this
   */
  public long attentionUpTo(long position) {
    long n = position + 1;
    long growing = window == 0 ? n : Math.min(window, n);
    long keys = growing * (growing + 1) / 2 + (n - growing) * window;
    return perKey * keys + perToken * n;
  }

  /**
   * Numbers that the layer keeps.
   *
   * @param positions of the text so far
   * @return those of the cache, with a window only the positions that are still seen, and the state
   */
  public long kept(long positions) {
    return cached(positions) + state;
  }

  /**
   * Numbers of keys and values, which may be held in another format than floats.
   *
   * @param positions of the text so far
   * @return with a window only the positions that are still seen
   */
  public long cached(long positions) {
    return cachedPerPosition * (positions == 0 ? 0 : keys(positions - 1));
  }
}
