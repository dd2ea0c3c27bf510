package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * The draws of one story. Every draw takes one number of SplitMix64 (Steele, Lea and Flood 2014)
 * and has a known probability, so that the same seed makes the same story on every machine and the
 * information of a story is the sum over its draws.
 */
final class Choices {
  /**
   * One draw.
   *
   * @param option which one was drawn, from 0
   * @param tickets how many tickets there were: one for each option, with weights more
   */
  record Step(int option, int tickets) {}

  private static final double LN2 = StrictMath.log(2);

  private final List<Step> steps = new ArrayList<>();
  private final int forcedStep;
  private final int forcedTicket;
  private long state;
  private double bits;

  Choices(long seed) {
    this(seed, -1, 0);
  }

  /** Draws as the seed says, but takes the given ticket in one step. */
  Choices(long seed, int forcedStep, int forcedTicket) {
    state = seed;
    this.forcedStep = forcedStep;
    this.forcedTicket = forcedTicket;
  }

  /** Draws one of n, each as likely as the others; -log2(1/n) bits. */
  int one(int n) {
    int chosen = raw(n);
    note(chosen, n, StrictMath.log(n) / LN2);
    return chosen;
  }

  /** Draws by weight. */
  int weighted(int[] weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int rest = raw(total);
    int chosen = 0;
    while (rest >= weights[chosen]) {
      rest -= weights[chosen];
      chosen++;
    }
    double surprise = StrictMath.log((double) total / weights[chosen]) / LN2;
    note(chosen, total, surprise);
    return chosen;
  }

  private int raw(int n) {
    long random = next();
    return steps.size() == forcedStep
        ? Math.floorMod(forcedTicket, n)
        : (int) Math.unsignedMultiplyHigh(random, n); // n times the fraction random / 2^64
  }

  private void note(int option, int tickets, double surprise) {
    bits += surprise;
    steps.add(new Step(option, tickets));
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  /** Scrambles 64 bits, one to one. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Information of all draws so far. */
  double bits() {
    return bits;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
