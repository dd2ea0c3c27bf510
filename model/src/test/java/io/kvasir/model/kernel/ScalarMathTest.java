package io.kvasir.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against Java's double functions and the formulas of {@link Activation}. */
class ScalarMathTest {
  private static final int POINTS = 20_000;

  /**
   * The largest distance in units in the last place of the right answer, where that is a normal
   * float.
   */
  private static double worst(Activation activation, float from, float to, DoubleUnaryOperator f) {
    double worst = 0;
    for (int i = 0; i <= POINTS; i++) {
      float x = from + (to - from) * i / POINTS;
      double right = f.applyAsDouble(x);
      if (Math.abs(right) >= Float.MIN_NORMAL) {
        double found = ScalarMath.activate(activation, x);
        worst = Math.max(worst, Math.abs(found - right) / Math.ulp((float) right));
      }
    }
    return worst;
  }

  @Test
  void exponentialIsWithinTwoUnits() {
    for (int i = 0; i <= POINTS; i++) {
      float x = -87 + 175f * i / POINTS;
      double right = Math.exp(x);
      assertThat(Math.abs(ScalarMath.exp(x) - right)).isLessThan(2 * Math.ulp((float) right));
    }
  }

  @Test
  void exponentialKeepsTheEndsOfTheRange() {
    assertThat(ScalarMath.exp(0)).isEqualTo(1);
    assertThat(ScalarMath.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0);
    assertThat(ScalarMath.exp(-1e30f)).isEqualTo(0);
    assertThat(ScalarMath.exp(Float.POSITIVE_INFINITY)).isInfinite();
    assertThat(ScalarMath.exp(89.5f)).isInfinite();
    assertThat(ScalarMath.exp(Float.NaN)).isNaN();
    assertThat((double) ScalarMath.exp(-100)).isEqualTo(Math.exp(-100), within(1.5e-45));
  }

  @Test
  void sigmoidSiluTanhAndSoftplusAreWithinThreeUnits() {
    assertThat(worst(Activation.SIGMOID, -80, 80, x -> 1 / (1 + Math.exp(-x)))).isLessThan(3);
    assertThat(worst(Activation.SILU, -80, 80, x -> x / (1 + Math.exp(-x)))).isLessThan(3);
    assertThat(worst(Activation.TANH, -10, 10, Math::tanh)).isLessThan(3);
    assertThat(
            worst(
                Activation.SOFTPLUS,
                -80,
                80,
                x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))))
        .isLessThan(3);
  }

  @Test
  void geluByTanhAndBySigmoidFollowTheirFormulas() {
    for (int i = 0; i <= POINTS; i++) {
      float x = -10 + 20f * i / POINTS;
      double u = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * (double) x * x);
      double byTanh = 0.5 * x * (1 + Math.tanh(u));
      double bySigmoid = x / (1 + Math.exp(-1.702 * x));
      assertThat((double) ScalarMath.activate(Activation.GELU_TANH, x))
          .isEqualTo(byTanh, within(1e-6));
      assertThat((double) ScalarMath.activate(Activation.GELU_SIGMOID, x))
          .isEqualTo(bySigmoid, within(1e-6));
    }
  }

  @Test
  void geluFollowsTheErrorFunction() {
    for (int i = 0; i <= 2_000; i++) {
      float x = -6 + 12f * i / 2_000;
      double right = 0.5 * x * (1 + erf(x / Math.sqrt(2)));
      assertThat((double) ScalarMath.activate(Activation.GELU, x)).isEqualTo(right, within(5e-7));
    }
  }

  /** The power series (Abramowitz and Stegun 7.1.5), enough for |z| up to 5. */
  private static double erf(double z) {
    double sum = 0;
    double term = z;
    for (int n = 0; n < 200; n++) {
      sum += term / (2 * n + 1);
      term *= -z * z / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  @Test
  void rectifiersCutBelowZeroAndKeepNaN() {
    assertThat(ScalarMath.activate(Activation.RELU, -3)).isEqualTo(0);
    assertThat(ScalarMath.activate(Activation.RELU, 3)).isEqualTo(3);
    assertThat(ScalarMath.activate(Activation.RELU_SQUARED, 3)).isEqualTo(9);
    assertThat(ScalarMath.activate(Activation.RELU, Float.NaN)).isNaN();
  }
}
