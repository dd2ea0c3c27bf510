package io.kvasir.model.kernel;

import static java.lang.Math.fma;

/**
 * The elementary functions of one float, in steps that interpreted and compiled code round alike.
 * The vector kernels take the very same steps lane by lane, so that an element has the same bits in
 * the middle of a vector and in its tail.
 *
 * <p>Polynomials are minimax fits (Remez exchange) whose coefficients were then rounded to float.
 */
public final class ScalarMath {
  /** Below this e^x is 0. */
  public static final float EXP_LOWEST = -104;

  /** Above this e^x is infinite. */
  public static final float EXP_HIGHEST = 89;

  /** log2(e). */
  public static final float LOG2_E = 0x1.715476p0f;

  /** 1.5 · 2^23: adding it rounds to a whole number, which then stands in the low bits. */
  public static final float ROUND = 0x1.8p23f;

  /** -ln 2 to 15 bits (reduction in two parts after Cody and Waite 1980). */
  public static final float LN2_HIGH = -0x1.62e4p-1f;

  /** What {@link #LN2_HIGH} leaves of -ln 2. */
  public static final float LN2_LOW = -0x1.7f7d1cp-20f;

  /**
   * q(r) = (e^r - 1 - r) / r² for |r| up to ln(2)/2, lowest power first; relative error of e^r
   * 3e-9.
   */
  public static final float EXP_0 = 0x1.fffffcp-2f;

  /** Coefficient of r. */
  public static final float EXP_1 = 0x1.55548ap-3f;

  /** Coefficient of r². */
  public static final float EXP_2 = 0x1.555916p-5f;

  /** Coefficient of r³. */
  public static final float EXP_3 = 0x1.123fc6p-7f;

  /** Coefficient of r⁴. */
  public static final float EXP_4 = 0x1.6a1a72p-10f;

  /** Below this magnitude tanh is a polynomial. */
  public static final float TANH_SMALL = 0.625f;

  /** (tanh(x)/x - 1) / x² in powers of x²; relative error of tanh 5e-9. */
  public static final float TANH_0 = -0x1.55553p-2f;

  /** Coefficient of x². */
  public static final float TANH_1 = 0x1.11068ep-3f;

  /** Coefficient of x⁴. */
  public static final float TANH_2 = -0x1.b8265cp-5f;

  /** Coefficient of x⁶. */
  public static final float TANH_3 = 0x1.518b16p-6f;

  /** Coefficient of x⁸. */
  public static final float TANH_4 = -0x1.72fc4cp-8f;

  /** (2·artanh(s)/s - 2) / s² in powers of s², for s up to 1/3; relative error of artanh 9e-9. */
  public static final float LOG_0 = 0x1.5555p-1f;

  /** Coefficient of s². */
  public static final float LOG_1 = 0x1.99d27cp-2f;

  /** Coefficient of s⁴. */
  public static final float LOG_2 = 0x1.1eb612p-2f;

  /** Coefficient of s⁶. */
  public static final float LOG_3 = 0x1.1ef87p-2f;

  /** ln(erfc(z)/t) + z² in powers of t = 1/(1 + z/2), z from 0 to 16; error 6e-8. */
  public static final float ERFC_0 = -0x1.43f7dep0f;

  /** Coefficient of t. */
  public static final float ERFC_1 = 0x1.ffdf92p-1f;

  /** Coefficient of t². */
  public static final float ERFC_2 = 0x1.81bbf6p-2f;

  /** Coefficient of t³. */
  public static final float ERFC_3 = 0x1.55c4dcp-4f;

  /** Coefficient of t⁴. */
  public static final float ERFC_4 = -0x1.29df7ap-3f;

  /** Coefficient of t⁵. */
  public static final float ERFC_5 = 0x1.9af704p-3f;

  /** Coefficient of t⁶. */
  public static final float ERFC_6 = -0x1.0a69f6p0f;

  /** Coefficient of t⁷. */
  public static final float ERFC_7 = 0x1.6b1f6cp0f;

  /** Coefficient of t⁸. */
  public static final float ERFC_8 = -0x1.960dcep-1f;

  /** Coefficient of t⁹. */
  public static final float ERFC_9 = 0x1.535a4cp-3f;

  /** √½. */
  public static final float SQRT_HALF = 0x1.6a09e6p-1f;

  /** -2·√(2/π). */
  public static final float GELU_1 = -0x1.988454p0f;

  /** -2·√(2/π)·0.044715. */
  public static final float GELU_3 = -0x1.2444f2p-4f;

  /** The factor of {@link Activation#GELU_SIGMOID}, negative. */
  public static final float GELU_SIGMOID = -1.702f;

  private ScalarMath() {}

  /**
   * Exponential, within 2 units in the last place.
   *
   * @param x exponent
   * @return e^x
   */
  public static float exp(float x) {
    // e^x = 2^n · e^r with n = round(x / ln 2), r = x - n·ln 2; e^r = 1 + (r + r²·q(r))
    float shifted = fma(x, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float r = fma(n, LN2_LOW, fma(n, LN2_HIGH, x));
    float q = fma(fma(fma(fma(EXP_4, r, EXP_3), r, EXP_2), r, EXP_1), r, EXP_0);
    float power = 1 + fma(r * r, q, r);
    // 2^n in two factors, so that results below the smallest normal float are rounded once
    int whole = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(ROUND);
    int half = whole >> 1;
    float y = power * powerOfTwo(half) * powerOfTwo(whole - half);
    y = x < EXP_LOWEST ? 0 : y;
    return x > EXP_HIGHEST ? Float.POSITIVE_INFINITY : y;
  }

  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  static float silu(float x) {
    return x / (1 + exp(-x));
  }

  static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  static float geluSigmoid(float x) {
    return x / (1 + exp(GELU_SIGMOID * x));
  }

  /** x·(1 + tanh u)/2 = x / (1 + e^-2u). */
  static float geluTanh(float x) {
    return x / (1 + exp(x * fma(x * x, GELU_3, GELU_1)));
  }

  /**
   * x·(1 + erf(x/√2))/2, by erfc(z) = t·exp(P(t) - z²) for z = |x|/√2 (Press et al., Numerical
   * Recipes, 6.2).
   */
  static float gelu(float x) {
    float z = Math.abs(x) * SQRT_HALF;
    float t = 1 / fma(z, 0.5f, 1);
    float p = fma(fma(fma(fma(ERFC_9, t, ERFC_8), t, ERFC_7), t, ERFC_6), t, ERFC_5);
    p = fma(fma(fma(fma(fma(p, t, ERFC_4), t, ERFC_3), t, ERFC_2), t, ERFC_1), t, ERFC_0);
    float c = t * exp(fma(-z, z, p));
    return 0.5f * x * (x < 0 ? c : 2 - c);
  }

  static float tanh(float x) {
    float a = Math.abs(x);
    float s = a * a;
    float p = fma(fma(fma(fma(TANH_4, s, TANH_3), s, TANH_2), s, TANH_1), s, TANH_0);
    float near = fma(a * s, p, a);
    float far = 1 - 2 / (1 + exp(a + a));
    float y = a < TANH_SMALL ? near : far;
    return x < 0 ? -y : y;
  }

  /** max(x, 0) + ln(1 + u) with u = e^-|x|; ln(1 + u) = 2·artanh(u / (2 + u)). */
  static float softplus(float x) {
    float u = exp(-Math.abs(x));
    float s = u / (2 + u);
    float z = s * s;
    float p = fma(fma(fma(LOG_3, z, LOG_2), z, LOG_1), z, LOG_0);
    return Math.max(x, 0) + fma(s * z, p, s + s);
  }

  /**
   * The nonlinear function of one float.
   *
   * @param activation which
   * @param x argument
   * @return f(x)
   */
  public static float activate(Activation activation, float x) {
    return switch (activation) {
      case SILU -> silu(x);
      case GELU -> gelu(x);
      case GELU_TANH -> geluTanh(x);
      case GELU_SIGMOID -> geluSigmoid(x);
      case RELU -> Math.max(x, 0);
      case RELU_SQUARED -> Math.max(x, 0) * Math.max(x, 0);
      case SIGMOID -> sigmoid(x);
      case SOFTPLUS -> softplus(x);
      case TANH -> tanh(x);
    };
  }
}
