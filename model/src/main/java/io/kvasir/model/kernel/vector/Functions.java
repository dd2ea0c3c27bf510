package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;
import static io.kvasir.model.kernel.vector.Lanes.broadcast;
import static io.kvasir.model.kernel.vector.Lanes.load;

import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ScalarMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Nonlinear functions of a vector in place. Each has a loop of its own, as a vector must not leave
 * a compiled method; each works on whole vectors up to {@code end} and says where it stopped.
 */
final class Functions {
  private Functions() {}

  static void apply(Activation activation, float[] a, int at, int n) {
    int end = at + n;
    int whole = end - n % W;
    switch (activation) {
      case SILU -> silu(a, at, whole);
      case GELU -> gelu(a, at, whole);
      case GELU_TANH -> geluTanh(a, at, whole);
      case GELU_SIGMOID -> geluSigmoid(a, at, whole);
      case RELU -> relu(a, at, whole);
      case RELU_SQUARED -> reluSquared(a, at, whole);
      case SIGMOID -> sigmoid(a, at, whole);
      case SOFTPLUS -> softplus(a, at, whole);
      case TANH -> tanh(a, at, whole);
    }
    for (int i = whole; i < end; i++) {
      a[i] = ScalarMath.activate(activation, a[i]);
    }
  }

  static void exp(float[] a, int at, int n, float shift) {
    int end = at + n;
    int whole = end - n % W;
    for (int i = at; i < whole; i += W) {
      VectorMath.exp(load(a, i).sub(shift)).intoArray(a, i);
    }
    for (int i = whole; i < end; i++) {
      a[i] = ScalarMath.exp(a[i] - shift);
    }
  }

  private static void silu(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      FloatVector x = load(a, i);
      x.div(VectorMath.exp(x.neg()).add(1)).intoArray(a, i);
    }
  }

  private static void sigmoid(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      broadcast(1).div(VectorMath.exp(load(a, i).neg()).add(1)).intoArray(a, i);
    }
  }

  private static void geluSigmoid(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      FloatVector x = load(a, i);
      x.div(VectorMath.exp(x.mul(ScalarMath.GELU_SIGMOID)).add(1)).intoArray(a, i);
    }
  }

  private static void geluTanh(float[] a, int at, int end) {
    FloatVector first = broadcast(ScalarMath.GELU_1);
    FloatVector third = broadcast(ScalarMath.GELU_3);
    for (int i = at; i < end; i += W) {
      FloatVector x = load(a, i);
      FloatVector u = x.mul(x.mul(x).fma(third, first));
      x.div(VectorMath.exp(u).add(1)).intoArray(a, i);
    }
  }

  private static void gelu(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      FloatVector x = load(a, i);
      FloatVector z = x.abs().mul(ScalarMath.SQRT_HALF);
      FloatVector t = broadcast(1).div(z.fma(broadcast(0.5f), broadcast(1)));
      FloatVector p = broadcast(ScalarMath.ERFC_9);
      p = p.fma(t, broadcast(ScalarMath.ERFC_8));
      p = p.fma(t, broadcast(ScalarMath.ERFC_7));
      p = p.fma(t, broadcast(ScalarMath.ERFC_6));
      p = p.fma(t, broadcast(ScalarMath.ERFC_5));
      p = p.fma(t, broadcast(ScalarMath.ERFC_4));
      p = p.fma(t, broadcast(ScalarMath.ERFC_3));
      p = p.fma(t, broadcast(ScalarMath.ERFC_2));
      p = p.fma(t, broadcast(ScalarMath.ERFC_1));
      p = p.fma(t, broadcast(ScalarMath.ERFC_0));
      FloatVector c = t.mul(VectorMath.exp(z.neg().fma(z, p)));
      FloatVector factor = broadcast(2).sub(c).blend(c, x.compare(VectorOperators.LT, 0));
      x.mul(0.5f).mul(factor).intoArray(a, i);
    }
  }

  private static void tanh(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      FloatVector x = load(a, i);
      FloatVector m = x.abs();
      FloatVector s = m.mul(m);
      FloatVector p = broadcast(ScalarMath.TANH_4);
      p = p.fma(s, broadcast(ScalarMath.TANH_3));
      p = p.fma(s, broadcast(ScalarMath.TANH_2));
      p = p.fma(s, broadcast(ScalarMath.TANH_1));
      p = p.fma(s, broadcast(ScalarMath.TANH_0));
      FloatVector near = m.mul(s).fma(p, m);
      FloatVector far = broadcast(1).sub(broadcast(2).div(VectorMath.exp(m.add(m)).add(1)));
      FloatVector y = far.blend(near, m.compare(VectorOperators.LT, ScalarMath.TANH_SMALL));
      y.blend(y.neg(), x.compare(VectorOperators.LT, 0)).intoArray(a, i);
    }
  }

  private static void softplus(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      FloatVector x = load(a, i);
      FloatVector u = VectorMath.exp(x.abs().neg());
      FloatVector s = u.div(u.add(2));
      FloatVector z = s.mul(s);
      FloatVector p = broadcast(ScalarMath.LOG_3);
      p = p.fma(z, broadcast(ScalarMath.LOG_2));
      p = p.fma(z, broadcast(ScalarMath.LOG_1));
      p = p.fma(z, broadcast(ScalarMath.LOG_0));
      x.max(0).add(s.mul(z).fma(p, s.add(s))).intoArray(a, i);
    }
  }

  private static void relu(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      load(a, i).max(0).intoArray(a, i);
    }
  }

  private static void reluSquared(float[] a, int at, int end) {
    for (int i = at; i < end; i += W) {
      FloatVector x = load(a, i).max(0);
      x.mul(x).intoArray(a, i);
    }
  }
}
