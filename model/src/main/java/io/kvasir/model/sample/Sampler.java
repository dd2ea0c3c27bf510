package io.kvasir.model.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of steps with its state, for one text. Made by {@link SamplerSpec#sampler}; not for
 * several threads. Sampling allocates nothing.
 */
public final class Sampler {
  private final SamplerStep[] steps;
  private final Draw draw;
  private final Candidates candidates;
  private final int vocabulary;
  private final long seed;

  Sampler(List<SamplerStep> steps, Draw draw, int vocabulary, long seed) {
    this.steps = steps.toArray(SamplerStep[]::new);
    this.draw = draw;
    this.candidates = new Candidates(vocabulary);
    this.vocabulary = vocabulary;
    this.seed = seed;
  }

  /**
   * Chooses the next token. The token does not count as part of the text until {@link #accept}.
   *
   * @param logits raw logits of one position; they are not changed
   * @param at offset of token 0's
   * @param observer watches
   * @return its id
   * @throws IllegalArgumentException if no logit is finite
   */
  public int sample(float[] logits, int at, SamplerObserver observer) {
    candidates.begin(logits, at);
    observer.begin(candidates);
    boolean drawn = false;
    for (SamplerStep step : steps) {
      step.apply(candidates);
      drawn |= step == draw;
      observer.after(step, candidates);
    }
    if (!(candidates.logit(0) > Float.NEGATIVE_INFINITY)) { // also not a number
      throw new IllegalArgumentException("no token has a finite logit");
    }
    int token = candidates.id(0);
    observer.chosen(token, drawn ? draw.random() : Double.NaN);
    return token;
  }

  /**
   * Takes note of a token of the text: first those of the prompt, then each one that is generated.
   *
   * @param token its id
   */
  public void accept(int token) {
    if (token < 0 || token >= vocabulary) {
      throw new IllegalArgumentException("token " + token + ", the vocabulary has " + vocabulary);
    }
    for (SamplerStep step : steps) {
      step.accept(token);
    }
  }

  /**
   * The log-probability of a token in the raw distribution, before any step.
   *
   * @param logits raw logits of one position
   * @param at offset of token 0's
   * @param token the token
   * @return natural logarithm of its softmax probability, at most 0
   */
  public double logProbability(float[] logits, int at, int token) {
    candidates.begin(logits, at);
    float highest = candidates.logit(candidates.best());
    return Math.min(0, (double) logits[at + token] - highest - StrictMath.log(candidates.weigh()));
  }

  /**
   * The seed of the draw, given or made up.
   *
   * @return with it in the {@link SamplerSpec}, the same logits give the same tokens
   */
  public long seed() {
    return seed;
  }

  /**
   * A copy that goes on from the same state: it makes the same choices from the same logits, and
   * neither disturbs the other.
   *
   * @return the copy
   */
  public Sampler fork() {
    List<SamplerStep> copies = new ArrayList<>();
    Draw drawCopy = draw;
    for (SamplerStep step : steps) {
      SamplerStep copy = step.fork();
      copies.add(copy);
      if (copy instanceof Draw d) {
        drawCopy = d;
      }
    }
    return new Sampler(copies, drawCopy, vocabulary, seed);
  }
}
