package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ScalarMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link ScalarMath} on arrays, W floats at a time and step by step the same, so
 * that the bits are the same.
 *
 * <p>Most are an exponential between two simple loops. What stands between the loops is in an
 * array, for vectors never go from method to method here (see {@link Lanes}).
 */
final class Functions {
  /** Elements that are taken at a time, so that what is between stays in the nearest cache. */
  static final int BLOCK = 512;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ScalarMath.ROUND);

  private Functions() {}

  /**
   * Applies a function in place.
   *
   * @param between memory for {@link #BLOCK} floats
   */
  static void apply(Activation activation, float[] a, int at, int n, float[] between) {
    int whole = n - n % W;
    for (int i = 0; i < whole; i += BLOCK) {
      block(activation, a, at + i, Math.min(BLOCK, whole - i), between);
    }
    for (int i = at + whole; i < at + n; i++) {
      a[i] = ScalarMath.activate(activation, a[i]);
    }
  }

  private static void block(Activation activation, float[] a, int at, int n, float[] e) {
    switch (activation) {
      case SILU -> {
        multiply(a, at, n, -1, e);
        exp(e, 0, n, 0);
        divideByOneMore(a, at, n, e);
      }
      case SIGMOID -> {
        multiply(a, at, n, -1, e);
        exp(e, 0, n, 0);
        sigmoid(a, at, n, e);
      }
      case GELU_SIGMOID -> {
        multiply(a, at, n, ScalarMath.GELU_SIGMOID, e);
        exp(e, 0, n, 0);
        divideByOneMore(a, at, n, e);
      }
      case GELU_TANH -> {
        geluTanhExponent(a, at, n, e);
        exp(e, 0, n, 0);
        divideByOneMore(a, at, n, e);
      }
      case GELU -> {
        geluExponent(a, at, n, e);
        exp(e, 0, n, 0);
        gelu(a, at, n, e);
      }
      case TANH -> {
        tanhExponent(a, at, n, e);
        exp(e, 0, n, 0);
        tanh(a, at, n, e);
      }
      case SOFTPLUS -> {
        softplusExponent(a, at, n, e);
        exp(e, 0, n, 0);
        softplus(a, at, n, e);
      }
      case RELU -> relu(a, at, n);
      case RELU_SQUARED -> reluSquared(a, at, n);
    }
  }

  /** a[i] = exp(a[i] - shift), as {@link ScalarMath#exp} computes it. */
  static void exp(float[] a, int at, int n, float shift) {
    int end = at + n;
    int whole = end - n % W;
    for (int i = at; i < whole; i += W) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i).sub(shift);
      FloatVector shifted =
          x.fma(
              FloatVector.broadcast(FLOATS, ScalarMath.LOG2_E),
              FloatVector.broadcast(FLOATS, ScalarMath.ROUND));
      FloatVector exponent = shifted.sub(ScalarMath.ROUND);
      FloatVector r = exponent.fma(FloatVector.broadcast(FLOATS, ScalarMath.LN2_HIGH), x);
      r = exponent.fma(FloatVector.broadcast(FLOATS, ScalarMath.LN2_LOW), r);
      FloatVector q = FloatVector.broadcast(FLOATS, ScalarMath.EXP_4);
      q = q.fma(r, FloatVector.broadcast(FLOATS, ScalarMath.EXP_3));
      q = q.fma(r, FloatVector.broadcast(FLOATS, ScalarMath.EXP_2));
      q = q.fma(r, FloatVector.broadcast(FLOATS, ScalarMath.EXP_1));
      q = q.fma(r, FloatVector.broadcast(FLOATS, ScalarMath.EXP_0));
      FloatVector power = r.mul(r).fma(q, r).add(1);
      IntVector power2 = shifted.reinterpretAsInts().sub(ROUND_BITS);
      IntVector half = power2.lanewise(VectorOperators.ASHR, 1);
      IntVector other = power2.sub(half);
      power
          .mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
          .mul(other.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
          .blend(0, x.compare(VectorOperators.LT, ScalarMath.EXP_LOWEST))
          .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, ScalarMath.EXP_HIGHEST))
          .intoArray(a, i);
    }
    for (int i = whole; i < end; i++) {
      a[i] = ScalarMath.exp(a[i] - shift);
    }
  }

  private static void multiply(float[] a, int at, int n, float factor, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector.fromArray(FLOATS, a, at + i).mul(factor).intoArray(e, i);
    }
  }

  /** a = a / (1 + e). */
  private static void divideByOneMore(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector.fromArray(FLOATS, a, at + i)
          .div(FloatVector.fromArray(FLOATS, e, i).add(1))
          .intoArray(a, at + i);
    }
  }

  /** a = 1 / (1 + e). */
  private static void sigmoid(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector.broadcast(FLOATS, 1)
          .div(FloatVector.fromArray(FLOATS, e, i).add(1))
          .intoArray(a, at + i);
    }
  }

  private static void geluTanhExponent(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, at + i);
      x.mul(
              x.mul(x)
                  .fma(
                      FloatVector.broadcast(FLOATS, ScalarMath.GELU_3),
                      FloatVector.broadcast(FLOATS, ScalarMath.GELU_1)))
          .intoArray(e, i);
    }
  }

  /** e = P(t) - z². */
  private static void geluExponent(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector z = FloatVector.fromArray(FLOATS, a, at + i).abs().mul(ScalarMath.SQRT_HALF);
      FloatVector one = FloatVector.broadcast(FLOATS, 1);
      FloatVector t = one.div(z.fma(FloatVector.broadcast(FLOATS, 0.5f), one));
      FloatVector p = FloatVector.broadcast(FLOATS, ScalarMath.ERFC_9);
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_8));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_7));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_6));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_5));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_4));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_3));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_2));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_1));
      p = p.fma(t, FloatVector.broadcast(FLOATS, ScalarMath.ERFC_0));
      z.neg().fma(z, p).intoArray(e, i);
    }
  }

  /** a = a/2 · (c if a < 0, else 2 - c), c = t·e. */
  private static void gelu(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, at + i);
      FloatVector one = FloatVector.broadcast(FLOATS, 1);
      FloatVector z = x.abs().mul(ScalarMath.SQRT_HALF);
      FloatVector t = one.div(z.fma(FloatVector.broadcast(FLOATS, 0.5f), one));
      FloatVector c = t.mul(FloatVector.fromArray(FLOATS, e, i));
      FloatVector factor =
          FloatVector.broadcast(FLOATS, 2).sub(c).blend(c, x.compare(VectorOperators.LT, 0));
      x.mul(0.5f).mul(factor).intoArray(a, at + i);
    }
  }

  /** e = 2·|a|. */
  private static void tanhExponent(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector m = FloatVector.fromArray(FLOATS, a, at + i).abs();
      m.add(m).intoArray(e, i);
    }
  }

  private static void tanh(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, at + i);
      FloatVector m = x.abs();
      FloatVector s = m.mul(m);
      FloatVector p = FloatVector.broadcast(FLOATS, ScalarMath.TANH_4);
      p = p.fma(s, FloatVector.broadcast(FLOATS, ScalarMath.TANH_3));
      p = p.fma(s, FloatVector.broadcast(FLOATS, ScalarMath.TANH_2));
      p = p.fma(s, FloatVector.broadcast(FLOATS, ScalarMath.TANH_1));
      p = p.fma(s, FloatVector.broadcast(FLOATS, ScalarMath.TANH_0));
      FloatVector near = m.mul(s).fma(p, m);
      FloatVector two = FloatVector.broadcast(FLOATS, 2);
      FloatVector far =
          FloatVector.broadcast(FLOATS, 1).sub(two.div(FloatVector.fromArray(FLOATS, e, i).add(1)));
      FloatVector y = far.blend(near, m.compare(VectorOperators.LT, ScalarMath.TANH_SMALL));
      y.blend(y.neg(), x.compare(VectorOperators.LT, 0)).intoArray(a, at + i);
    }
  }

  /** e = -|a|. */
  private static void softplusExponent(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector.fromArray(FLOATS, a, at + i).abs().neg().intoArray(e, i);
    }
  }

  private static void softplus(float[] a, int at, int n, float[] e) {
    for (int i = 0; i < n; i += W) {
      FloatVector u = FloatVector.fromArray(FLOATS, e, i);
      FloatVector s = u.div(u.add(2));
      FloatVector z = s.mul(s);
      FloatVector p = FloatVector.broadcast(FLOATS, ScalarMath.LOG_3);
      p = p.fma(z, FloatVector.broadcast(FLOATS, ScalarMath.LOG_2));
      p = p.fma(z, FloatVector.broadcast(FLOATS, ScalarMath.LOG_1));
      p = p.fma(z, FloatVector.broadcast(FLOATS, ScalarMath.LOG_0));
      FloatVector.fromArray(FLOATS, a, at + i)
          .max(0)
          .add(s.mul(z).fma(p, s.add(s)))
          .intoArray(a, at + i);
    }
  }

  private static void relu(float[] a, int at, int n) {
    for (int i = at; i < at + n; i += W) {
      FloatVector.fromArray(FLOATS, a, i).max(0).intoArray(a, i);
    }
  }

  private static void reluSquared(float[] a, int at, int n) {
    for (int i = at; i < at + n; i += W) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i).max(0);
      x.mul(x).intoArray(a, i);
    }
  }
}
