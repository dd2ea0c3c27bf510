package io.kvasir.model.observe;

import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ModelConfig;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * What a token costs by its position, with and without a cache, counted and not measured. Matrices
 * cost the same at any position; attention costs what a query sees.
 *
 * @param matrices multiply-adds of a token in all matrices but the output matrix
 * @param output multiply-adds of the output matrix, which only the last token needs
 * @param mixers of the layers, first to last
 */
public record ModelCost(long matrices, long output, List<MixerCost> mixers) {
  /** Copies the list. */
  public ModelCost {
    mixers = List.copyOf(mixers);
  }

  /**
   * Counts a model as it is.
   *
   * @param config what it is made of
   * @param matrices as in the record: {@code WeightCosts.multiplyAddsPerToken}
   * @param output as in the record: {@code WeightCosts.outputMultiplyAdds}
   * @return its cost
   */
  public static ModelCost of(ModelConfig config, long matrices, long output) {
    return new ModelCost(matrices, output, mixers(config, mixer -> mixer));
  }

  /**
   * The cost with other mixers in place of these.
   *
   * @param config what the model is made of
   * @param change gives the mixer that takes a mixer's place
   * @return a hypothetical cost: the other matrices of the model stay
   */
  public ModelCost with(ModelConfig config, UnaryOperator<MixerConfig> change) {
    List<MixerCost> changed = mixers(config, change);
    return new ModelCost(matrices - projections(mixers) + projections(changed), output, changed);
  }

  private static List<MixerCost> mixers(ModelConfig config, UnaryOperator<MixerConfig> change) {
    return config.layers().stream()
        .map(layer -> MixerCost.of(change.apply(layer.mixer()), config.width()))
        .toList();
  }

  private static long projections(List<MixerCost> mixers) {
    return mixers.stream().mapToLong(MixerCost::projections).sum();
  }

  /**
   * Multiply-adds of one token whose predecessors are in the cache.
   *
   * @param position of the token, from 0
   * @return matrices once, and attention over what it sees
   */
  public long withCache(long position) {
    return matrices + output + sum(mixer -> mixer.attention(position));
  }

  /**
   * Multiply-adds of the same token if nothing is kept: all tokens up to it go through again.
   *
   * @param position of the token, from 0
   * @return matrices for every token, and attention of every token
   */
  public long withoutCache(long position) {
    return matrices * (position + 1) + output + sum(mixer -> mixer.attentionUpTo(position));
  }

  /**
   * Numbers that the cache holds.
   *
   * @param positions of the text so far
   * @return of all layers
   */
  public long kept(long positions) {
    return sum(mixer -> mixer.kept(positions));
  }

  /**
   * Bytes of the cache in a format. A state of fixed size, which every token changes, stays in
   * floats.
   *
   * @param positions of the text so far
   * @param bytes of so many keys and values
   * @return the sum over the layers
   */
  public long cacheBytes(long positions, LongUnaryOperator bytes) {
    return sum(mixer -> bytes.applyAsLong(mixer.cached(positions)) + Float.BYTES * mixer.state());
  }

  private long sum(ToLongFunction<MixerCost> part) {
    return mixers.stream().mapToLong(part).sum();
  }
}
