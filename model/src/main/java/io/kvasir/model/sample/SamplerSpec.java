package io.kvasir.model.sample;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the next token is chosen. The steps come in this order: repetition penalty, top-k, top-p,
 * min-p, temperature, draw; temperature 0 takes the best token after the penalty instead. A step at
 * its neutral value is left out.
 *
 * @param temperature divisor of the logits, at least 0; 1 is neutral
 * @param topK number of best tokens that stay, at least 0; 0 keeps all
 * @param topP probability that the best tokens which stay must reach together, 0 to 1; 1 keeps all
 * @param minP least probability as a share of the best token's, 0 to 1; 0 keeps all
 * @param repetitionPenalty divisor of the logits of tokens that were there before, above 0; 1 is
 *     neutral
 * @param seed seed of the draw; empty makes one up
 */
public record SamplerSpec(
    double temperature,
    int topK,
    double topP,
    double minP,
    double repetitionPenalty,
    OptionalLong seed) {
  private static final SamplerSpec DEFAULTS =
      new SamplerSpec(0.8, 40, 0.95, 0.05, 1, OptionalLong.empty());

  /** Checks the ranges: {@link IllegalArgumentException} that names the value. */
  public SamplerSpec {
    check(
        temperature >= 0 && temperature <= Float.MAX_VALUE,
        "temperature",
        temperature,
        "a number of at least 0");
    check(topK >= 0, "top-k", topK, "a number of at least 0");
    check(topP >= 0 && topP <= 1, "top-p", topP, "a number from 0 to 1");
    check(minP >= 0 && minP <= 1, "min-p", minP, "a number from 0 to 1");
    check(
        (float) repetitionPenalty > 0 && (float) repetitionPenalty <= Float.MAX_VALUE,
        "repetition penalty",
        repetitionPenalty,
        "a number above 0");
  }

  private static void check(boolean holds, String name, Number found, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(name + " " + found + ", wanted " + wanted);
    }
  }

  /**
   * The usual choice: temperature 0.8, top-k 40, top-p 0.95, min-p 0.05, no penalty, a new seed
   * each time.
   *
   * @return the specification
   */
  public static SamplerSpec defaults() {
    return DEFAULTS;
  }

  /**
   * Always the best token.
   *
   * @return the specification
   */
  public static SamplerSpec greedy() {
    return DEFAULTS.temperature(0);
  }

  /**
   * The same with another temperature.
   *
   * @param value see the record
   * @return a copy
   */
  public SamplerSpec temperature(double value) {
    return new SamplerSpec(value, topK, topP, minP, repetitionPenalty, seed);
  }

  /**
   * The same with another top-k.
   *
   * @param value see the record
   * @return a copy
   */
  public SamplerSpec topK(int value) {
    return new SamplerSpec(temperature, value, topP, minP, repetitionPenalty, seed);
  }

  /**
   * The same with another top-p.
   *
   * @param value see the record
   * @return a copy
   */
  public SamplerSpec topP(double value) {
    return new SamplerSpec(temperature, topK, value, minP, repetitionPenalty, seed);
  }

  /**
   * The same with another min-p.
   *
   * @param value see the record
   * @return a copy
   */
  public SamplerSpec minP(double value) {
    return new SamplerSpec(temperature, topK, topP, value, repetitionPenalty, seed);
  }

  /**
   * The same with another repetition penalty.
   *
   * @param value see the record
   * @return a copy
   */
  public SamplerSpec repetitionPenalty(double value) {
    return new SamplerSpec(temperature, topK, topP, minP, value, seed);
  }

  /**
   * The same with a seed.
   *
   * @param value any number
   * @return a copy
   */
  public SamplerSpec seed(long value) {
    return new SamplerSpec(
        temperature, topK, topP, minP, repetitionPenalty, OptionalLong.of(value));
  }

  /**
   * A new chain for one text.
   *
   * @param vocabulary number of tokens, at least 1
   * @return the chain; its arrays hold 16 bytes per token of the vocabulary, 17 with a penalty
   */
  public Sampler sampler(int vocabulary) {
    long start = seed.orElseGet(SamplerSpec::newSeed);
    Draw draw = new Draw(start);
    List<SamplerStep> steps = new ArrayList<>();
    if (repetitionPenalty != 1) {
      steps.add(new RepetitionPenalty(repetitionPenalty, vocabulary));
    }
    if (temperature == 0) {
      steps.add(new Greedy());
      return new Sampler(steps, draw, vocabulary, start);
    }
    if (topK > 0) {
      steps.add(new TopK(topK));
    }
    if (topP < 1) {
      steps.add(new TopP(topP));
    }
    if (minP > 0) {
      steps.add(new MinP(minP));
    }
    if (temperature != 1) {
      steps.add(new Temperature(temperature));
    }
    steps.add(draw);
    return new Sampler(steps, draw, vocabulary, start);
  }

  private static long newSeed() {
    return new SecureRandom().nextLong() >>> 11; // 53 bits: every reader of JSON keeps it exact
  }
}
