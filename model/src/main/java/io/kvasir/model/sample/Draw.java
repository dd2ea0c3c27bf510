package io.kvasir.model.sample;

/**
 * Draws one token by its probability: the candidates' weights lie end to end on a line, and a
 * random number from 0 to 1 points at one. One number is taken per token.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood 2014), so a seed gives the same numbers on
 * every machine; the upper 53 bits of each make the number.
 */
final class Draw implements SamplerStep {
  private long state;
  private double random = Double.NaN;

  Draw(long seed) {
    state = seed;
  }

  @Override
  public String name() {
    return "draw";
  }

  @Override
  public void apply(Candidates candidates) {
    random = (next() >>> 11) * 0x1p-53;
    double target = random * candidates.weigh();
    double sum = 0;
    int chosen = 0;
    for (int i = 0; i < candidates.size() && sum <= target; i++) {
      sum += candidates.weight(i);
      if (candidates.weight(i) > 0) {
        chosen = i; // rounding can leave the sum just below the target: then the last one stays
      }
    }
    candidates.keepOnly(chosen);
  }

  /** The number that was drawn last, from 0 (inclusive) to 1; NaN before the first. */
  double random() {
    return random;
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public SamplerStep fork() {
    Draw copy = new Draw(state);
    copy.random = random;
    return copy;
  }
}
