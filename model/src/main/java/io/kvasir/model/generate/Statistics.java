package io.kvasir.model.generate;

/**
 * What a generation has cost so far. Seconds are those spent in the engine, not in the caller
 * between two tokens.
 *
 * @param promptTokens tokens of the prompt, with the special ones
 * @param newTokens tokens that were generated, with the end token
 * @param promptSeconds seconds for the pass over the prompt
 * @param newSeconds seconds for all that came after it
 * @param cacheBytes bytes that the sequence holds for keys, values and other state
 * @param seed seed of the draw, given or made up
 * @param engine what worked
 */
public record Statistics(
    int promptTokens,
    int newTokens,
    double promptSeconds,
    double newSeconds,
    long cacheBytes,
    long seed,
    EngineInfo engine) {
  /**
   * Speed over the prompt.
   *
   * @return tokens per second; 0 before the first token
   */
  public double promptTokensPerSecond() {
    return promptSeconds > 0 ? promptTokens / promptSeconds : 0;
  }

  /**
   * Speed of generating: passes of one token. The first new token comes out of the prompt's pass
   * and does not count.
   *
   * @return tokens per second; 0 before the second token
   */
  public double newTokensPerSecond() {
    return newTokens > 1 && newSeconds > 0 ? (newTokens - 1) / newSeconds : 0;
  }
}
