package io.kvasir.tools.evaluate;

/**
 * One line of the evaluation.
 *
 * @param name what was measured
 * @param value what came out, with its unit
 * @param wanted what is asked for; "" if it is only reported
 * @param reached whether the value is as wanted
 */
public record Figure(String name, String value, String wanted, boolean reached) {
  static Figure reported(String name, String value) {
    return new Figure(name, value, "", true);
  }

  static Figure atLeast(String name, double share, double wanted) {
    return new Figure(name, percent(share), "at least " + percent(wanted), share >= wanted);
  }

  static Figure atMost(String name, double share, double wanted) {
    return new Figure(name, percent(share), "at most " + percent(wanted), share <= wanted);
  }

  static String percent(double share) {
    return Text.format("%.1f %%", 100 * share);
  }
}
