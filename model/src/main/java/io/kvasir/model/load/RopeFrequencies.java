package io.kvasir.model.load;

/**
 * Inverse frequencies of rotary positions, in radians per position, one for each pair. Steps are
 * rounded to float where the original implementations do so.
 */
final class RopeFrequencies {
  private RopeFrequencies() {}

  /** base^(-2i/width) (Su et al. 2021). */
  static float[] plain(int width, double base) {
    return partial(width, width, base);
  }

  /** The first pairs turn as in {@link #plain}, those beyond the turned floats stand still. */
  static float[] partial(int width, int turned, double base) {
    float[] result = new float[width / 2];
    for (int i = 0; i < Math.min(turned, width) / 2; i++) {
      result[i] = 1 / (float) Math.pow(base, (float) (2 * i) / width);
    }
    return result;
  }

  /** Positions are interpolated linearly (Chen et al. 2023). */
  static float[] divided(float[] plain, double factor) {
    float[] result = new float[plain.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (plain[i] / factor);
    }
    return result;
  }

  /** Each pair has a factor of its own (LongRoPE, Ding et al. 2024). */
  static float[] divided(float[] plain, float[] factors) {
    float[] result = new float[plain.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = plain[i] / factors[i];
    }
    return result;
  }

  /**
   * The base of a sequence that is factor times as long as the context (dynamic NTK): base ·
   * (factor · factor - (factor - 1))^(width / (width - 2)).
   */
  static double dynamicBase(double base, double factor, int width) {
    return base * Math.pow(factor * factor - (factor - 1), width / (width - 2.0));
  }

  /**
   * Llama 3.1: waves longer than the original context over the low factor are slowed down by the
   * factor, those shorter than it over the high factor are kept, and between them it is mixed.
   */
  static float[] smoothed(
      float[] plain, double factor, double low, double high, double originalContext) {
    float[] result = new float[plain.length];
    for (int i = 0; i < result.length; i++) {
      double turns = originalContext * plain[i] / (2 * Math.PI); // within the original context
      double kept = Math.clamp((turns - low) / (high - low), 0, 1);
      result[i] = (float) ((1 - kept) * plain[i] / factor + kept * plain[i]);
    }
    return result;
  }

  /**
   * YaRN (Peng et al. 2023, section 3.2): pairs that turn more than betaFast times within the
   * original context are kept, those that turn less than betaSlow times are slowed down by the
   * factor, and between them the pair's number mixes.
   */
  static float[] yarn(
      float[] plain,
      double base,
      double factor,
      double originalContext,
      double betaFast,
      double betaSlow,
      boolean truncate) {
    int width = plain.length * 2;
    double low = pairOfTurns(betaFast, width, base, originalContext);
    double high = pairOfTurns(betaSlow, width, base, originalContext);
    if (truncate) {
      low = Math.floor(low);
      high = Math.ceil(high);
    }
    low = Math.max(low, 0);
    high = Math.min(high, width - 1.0);
    high = high == low ? high + 0.001 : high; // no division by zero
    float[] result = new float[plain.length];
    for (int i = 0; i < result.length; i++) {
      double slowed = Math.clamp((i - low) / (high - low), 0, 1);
      result[i] = (float) (plain[i] / factor * slowed + plain[i] * (1 - slowed));
    }
    return result;
  }

  /** The number of the pair, with a fraction, that turns so many times within the context. */
  private static double pairOfTurns(double turns, int width, double base, double context) {
    return width * Math.log(context / (turns * 2 * Math.PI)) / (2 * Math.log(base));
  }
}
