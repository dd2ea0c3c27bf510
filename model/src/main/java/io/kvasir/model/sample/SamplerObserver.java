package io.kvasir.model.sample;

/**
 * Watches a chain at work. It sees live buffers, copies what it wants to keep, and must not change
 * them.
 */
public interface SamplerObserver {
  /** Sees nothing. */
  SamplerObserver NONE = new SamplerObserver() {};

  /**
   * The candidates before the first step: the raw logits.
   *
   * @param candidates every token
   */
  default void begin(Candidates candidates) {}

  /**
   * The candidates as a step leaves them.
   *
   * @param step which
   * @param candidates what is left
   */
  default void after(SamplerStep step, Candidates candidates) {}

  /**
   * The choice.
   *
   * @param token id of the token
   * @param random the random number from 0 to 1 that pointed at it; NaN if none was drawn
   */
  default void chosen(int token, double random) {}
}
