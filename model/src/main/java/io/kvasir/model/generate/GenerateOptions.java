package io.kvasir.model.generate;

import io.kvasir.model.observe.Ablation;
import io.kvasir.model.sample.SamplerSpec;
import java.util.List;
import java.util.OptionalInt;

/**
 * What to generate and when to stop.
 *
 * @param sampler how tokens are chosen
 * @param maxTokens the most new tokens, at least 0; 0 only takes the prompt in; empty goes on until
 *     the end token or until the context is full
 * @param stops stop strings, none empty: the text ends before the first that appears
 * @param ignoreEnd whether end tokens are taken like any other
 * @param logProbabilities whether {@link Emitted#logProbability} is computed, which costs a look at
 *     the whole vocabulary per token
 * @param ablation heads and feed-forwards that are switched off
 */
public record GenerateOptions(
    SamplerSpec sampler,
    OptionalInt maxTokens,
    List<String> stops,
    boolean ignoreEnd,
    boolean logProbabilities,
    Ablation ablation) {
  private static final GenerateOptions DEFAULTS =
      new GenerateOptions(
          SamplerSpec.defaults(), OptionalInt.empty(), List.of(), false, false, Ablation.NONE);

  /** Checks and copies: {@link IllegalArgumentException} that names the value. */
  public GenerateOptions {
    if (maxTokens.isPresent() && maxTokens.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "number of new tokens " + maxTokens.getAsInt() + ", wanted a number of at least 0");
    }
    stops = List.copyOf(stops);
    if (stops.contains("")) {
      throw new IllegalArgumentException("a stop string is empty, wanted at least one character");
    }
  }

  /**
   * The usual sampler, until the end token or until the context is full.
   *
   * @return the options
   */
  public static GenerateOptions defaults() {
    return DEFAULTS;
  }

  /**
   * The same with another sampler.
   *
   * @param value how tokens are chosen
   * @return a copy
   */
  public GenerateOptions sampler(SamplerSpec value) {
    return new GenerateOptions(value, maxTokens, stops, ignoreEnd, logProbabilities, ablation);
  }

  /**
   * The same with the sampler's temperature changed; 0 is greedy.
   *
   * @param value see {@link SamplerSpec}
   * @return a copy
   */
  public GenerateOptions temperature(double value) {
    return sampler(sampler.temperature(value));
  }

  /**
   * The same with the sampler's seed given.
   *
   * @param value any number
   * @return a copy
   */
  public GenerateOptions seed(long value) {
    return sampler(sampler.seed(value));
  }

  /**
   * The same with a limit.
   *
   * @param value the most new tokens, at least 0
   * @return a copy
   */
  public GenerateOptions maxTokens(int value) {
    return new GenerateOptions(
        sampler, OptionalInt.of(value), stops, ignoreEnd, logProbabilities, ablation);
  }

  /**
   * The same with these stop strings instead.
   *
   * @param values none empty
   * @return a copy
   */
  public GenerateOptions stops(String... values) {
    return new GenerateOptions(
        sampler, maxTokens, List.of(values), ignoreEnd, logProbabilities, ablation);
  }

  /**
   * The same with end tokens ignored or not.
   *
   * @param value whether they are ignored
   * @return a copy
   */
  public GenerateOptions ignoreEnd(boolean value) {
    return new GenerateOptions(sampler, maxTokens, stops, value, logProbabilities, ablation);
  }

  /**
   * The same with or without log-probabilities.
   *
   * @param value whether they are computed
   * @return a copy
   */
  public GenerateOptions logProbabilities(boolean value) {
    return new GenerateOptions(sampler, maxTokens, stops, ignoreEnd, value, ablation);
  }

  /**
   * The same with parts of the model switched off.
   *
   * @param value heads and feed-forwards
   * @return a copy
   */
  public GenerateOptions ablation(Ablation value) {
    return new GenerateOptions(sampler, maxTokens, stops, ignoreEnd, logProbabilities, value);
  }
}
