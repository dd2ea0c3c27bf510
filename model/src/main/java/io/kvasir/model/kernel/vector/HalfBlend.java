package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.INTS;
import static io.kvasir.model.kernel.vector.Bytes.SHORTS;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Weighted sums of vectors of halves, converted in registers. With the fields of a half h (see
 * {@link HalfFormat}) where a float has them, the float is h · 2⁻¹¹², also if h is subnormal, for
 * the biases differ by 112. So
 *
 * <pre>
 * fma(p, h, sum) = fma(p · 2¹¹², h · 2⁻¹¹², sum)
 * </pre>
 *
 * to the bit: both products are the same number, of which fma rounds only the sum. The weights are
 * multiplied beforehand. That is exact too, unless one becomes infinite.
 */
final class HalfBlend {
  /** Floats of weights that are kept: two rows for the widest of heads. */
  static final int WEIGHTS = 2 * 1024;

  private static final float UP = 0x1p112f;
  private static final int SIGN_AND_FIELDS = 1 << 31 | 0x7fff << 13;

  private HalfBlend() {}

  /** See {@link io.kvasir.model.kernel.Kernels#blend}. */
  static void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      short[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride,
      float[] weights) {
    int whole = 2 * m <= weights.length ? width - width % W : 0;
    for (int i = 0; i < n; i += 2) {
      int rows = Math.min(2, n - i);
      int from = pAt + i * pStride;
      int to = outAt + i * outStride;
      boolean scaled =
          whole > 0
              && scale(p, from, m, weights, 0)
              && scale(p, from + (rows - 1) * pStride, m, weights, m);
      int done = scaled ? whole : 0;
      for (int d = 0; d < done; d += 4 * W) {
        int vectors = (whole - d) / W;
        int to1 = to + (rows - 1) * outStride + d;
        twoByFour(weights, m, v, vAt + d, vStride, vectors, out, to + d, to1);
      }
      for (int r = 0; r < rows; r++) {
        rest(p, from + r * pStride, v, vAt, vStride, m, done, width, out, to + r * outStride);
      }
    }
  }

  /** Writes p · 2¹¹²; false if a number of that is not finite. */
  private static boolean scale(float[] p, int at, int m, float[] to, int toAt) {
    int whole = m - m % W;
    VectorMask<Float> finite = FLOATS.maskAll(true);
    for (int j = 0; j < whole; j += W) {
      FloatVector x = FloatVector.fromArray(FLOATS, p, at + j).mul(UP);
      finite = finite.and(x.abs().compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
      x.intoArray(to, toAt + j);
    }
    boolean good = finite.allTrue();
    for (int j = whole; j < m; j++) {
      to[toAt + j] = p[at + j] * UP;
      good &= Float.isFinite(to[toAt + j]);
    }
    return good;
  }

  /**
   * Two rows of weights by four vectors of the width. Rows and vectors that are not there are the
   * last one again. The vectors are spelled out: see {@link Lanes}.
   */
  private static void twoByFour(
      float[] p, int m, short[] v, int vAt, int vStride, int vectors, float[] out, int o0, int o1) {
    int d1 = Math.min(1, vectors - 1) * W;
    int d2 = Math.min(2, vectors - 1) * W;
    int d3 = Math.min(3, vectors - 1) * W;
    FloatVector s00 = FloatVector.fromArray(FLOATS, out, o0);
    FloatVector s01 = FloatVector.fromArray(FLOATS, out, o0 + d1);
    FloatVector s02 = FloatVector.fromArray(FLOATS, out, o0 + d2);
    FloatVector s03 = FloatVector.fromArray(FLOATS, out, o0 + d3);
    FloatVector s10 = FloatVector.fromArray(FLOATS, out, o1);
    FloatVector s11 = FloatVector.fromArray(FLOATS, out, o1 + d1);
    FloatVector s12 = FloatVector.fromArray(FLOATS, out, o1 + d2);
    FloatVector s13 = FloatVector.fromArray(FLOATS, out, o1 + d3);
    for (int j = 0; j < m; j++) {
      int at = vAt + j * vStride;
      FloatVector w0 = FloatVector.broadcast(FLOATS, p[j]);
      FloatVector w1 = FloatVector.broadcast(FLOATS, p[m + j]);
      FloatVector value =
          ((IntVector)
                  ShortVector.fromArray(SHORTS, v, at).convertShape(VectorOperators.S2I, INTS, 0))
              .lanewise(VectorOperators.LSHL, 13)
              .and(SIGN_AND_FIELDS)
              .reinterpretAsFloats();
      s00 = w0.fma(value, s00);
      s10 = w1.fma(value, s10);
      value =
          ((IntVector)
                  ShortVector.fromArray(SHORTS, v, at + d1)
                      .convertShape(VectorOperators.S2I, INTS, 0))
              .lanewise(VectorOperators.LSHL, 13)
              .and(SIGN_AND_FIELDS)
              .reinterpretAsFloats();
      s01 = w0.fma(value, s01);
      s11 = w1.fma(value, s11);
      value =
          ((IntVector)
                  ShortVector.fromArray(SHORTS, v, at + d2)
                      .convertShape(VectorOperators.S2I, INTS, 0))
              .lanewise(VectorOperators.LSHL, 13)
              .and(SIGN_AND_FIELDS)
              .reinterpretAsFloats();
      s02 = w0.fma(value, s02);
      s12 = w1.fma(value, s12);
      value =
          ((IntVector)
                  ShortVector.fromArray(SHORTS, v, at + d3)
                      .convertShape(VectorOperators.S2I, INTS, 0))
              .lanewise(VectorOperators.LSHL, 13)
              .and(SIGN_AND_FIELDS)
              .reinterpretAsFloats();
      s03 = w0.fma(value, s03);
      s13 = w1.fma(value, s13);
    }
    s00.intoArray(out, o0);
    s01.intoArray(out, o0 + d1);
    s02.intoArray(out, o0 + d2);
    s03.intoArray(out, o0 + d3);
    s10.intoArray(out, o1);
    s11.intoArray(out, o1 + d1);
    s12.intoArray(out, o1 + d2);
    s13.intoArray(out, o1 + d3);
  }

  /** Elements from d on of one row: those that fill no vector, or all if weights are too large. */
  private static void rest(
      float[] p,
      int pAt,
      short[] v,
      int vAt,
      int vStride,
      int m,
      int from,
      int width,
      float[] out,
      int outAt) {
    for (int j = 0; j < m && from < width; j++) {
      float weight = p[pAt + j];
      for (int d = from; d < width; d++) {
        float value = Float.float16ToFloat(v[vAt + j * vStride + d]);
        out[outAt + d] = Math.fma(weight, value, out[outAt + d]);
      }
    }
  }
}
