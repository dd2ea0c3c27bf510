package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Products of small blocks of floats, as attention needs them over tiles of keys and values. */
final class AttentionProduct {
  private static final int BATCH = 64; // vectors b whose sums are folded together

  /** Floats of partial sums that {@link #dots} needs. */
  static final int SUMS = 2 * BATCH * W;

  private AttentionProduct() {}

  /** Dot products of every a with every b; see {@link io.kvasir.model.kernel.Kernels#dots}. */
  static void dots(
      float[] a,
      int aAt,
      int aStride,
      int n,
      float[] b,
      int bAt,
      int bStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride,
      float[] sums) {
    if (width <= W) {
      narrow(a, aAt, aStride, n, b, bAt, bStride, m, width, out, outAt, outStride, sums);
      return;
    }
    for (int i = 0; i < n; i += 2) {
      int tokens = Math.min(2, n - i);
      int x0 = aAt + i * aStride;
      int x1 = x0 + (tokens - 1) * aStride;
      for (int from = 0; from < m; from += BATCH) {
        int count = Math.min(BATCH, m - from);
        for (int j = 0; j < count; j += 4) {
          int w0 = bAt + (from + j) * bStride;
          int w1 = w0 + Math.min(1, count - j - 1) * bStride;
          int w2 = w0 + Math.min(2, count - j - 1) * bStride;
          int w3 = w0 + Math.min(3, count - j - 1) * bStride;
          FourRows.ofTwo(b, w0, w1, w2, w3, a, x0, x1, width, sums, 2 * j * W);
        }
        Fold.all(sums, 0, 2 * ((count + 3) / 4 * 4));
        for (int t = 0; t < tokens; t++) {
          for (int j = 0; j < count; j++) {
            out[outAt + (i + t) * outStride + from + j] = sums[j / 4 * 8 + 4 * t + j % 4];
          }
        }
      }
    }
  }

  /** The same for vectors that one register holds. */
  private static void narrow(
      float[] a,
      int aAt,
      int aStride,
      int n,
      float[] b,
      int bAt,
      int bStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride,
      float[] sums) {
    VectorMask<Float> elements = FLOATS.indexInRange(0, width);
    for (int i = 0; i < n; i++) {
      FloatVector query = FloatVector.fromArray(FLOATS, a, aAt + i * aStride, elements);
      for (int j = 0; j < m; j += 2 * BATCH) {
        int rows = Math.min(2 * BATCH, m - j);
        for (int r = 0; r < rows; r++) {
          FloatVector.fromArray(FLOATS, b, bAt + (j + r) * bStride, elements)
              .fma(query, FloatVector.broadcast(FLOATS, 0))
              .intoArray(sums, r * W);
        }
        Fold.all(sums, 0, rows);
        System.arraycopy(sums, 0, out, outAt + i * outStride + j, rows);
      }
    }
  }

  /** Weighted sums; see {@link io.kvasir.model.kernel.Kernels#blend}. */
  static void blend(
      float[] p,
      int pAt,
      int pStride,
      int n,
      float[] v,
      int vAt,
      int vStride,
      int m,
      int width,
      float[] out,
      int outAt,
      int outStride) {
    int whole = width - width % (2 * W);
    for (int i = 0; i < n; i += 4) {
      int rows = Math.min(4, n - i);
      int weights = pAt + i * pStride;
      int to = outAt + i * outStride;
      for (int d = 0; d < whole; d += 2 * W) {
        fourByTwo(p, weights, pStride, rows, v, vAt + d, vStride, m, out, to + d, outStride);
      }
      for (int r = 0; r < rows; r++) {
        rest(p, weights + r * pStride, v, vAt, vStride, m, whole, width, out, to + r * outStride);
      }
    }
  }

  /**
   * Four rows of weights by two vectors of the width. Rows that are not there are the last one
   * again.
   */
  private static void fourByTwo(
      float[] p,
      int p0,
      int pStride,
      int rows,
      float[] v,
      int vAt,
      int vStride,
      int m,
      float[] out,
      int o0,
      int outStride) {
    int p1 = p0 + Math.min(1, rows - 1) * pStride;
    int p2 = p0 + Math.min(2, rows - 1) * pStride;
    int p3 = p0 + Math.min(3, rows - 1) * pStride;
    int o1 = o0 + Math.min(1, rows - 1) * outStride;
    int o2 = o0 + Math.min(2, rows - 1) * outStride;
    int o3 = o0 + Math.min(3, rows - 1) * outStride;
    FloatVector s00 = FloatVector.fromArray(FLOATS, out, o0),
        s01 = FloatVector.fromArray(FLOATS, out, o0 + W);
    FloatVector s10 = FloatVector.fromArray(FLOATS, out, o1),
        s11 = FloatVector.fromArray(FLOATS, out, o1 + W);
    FloatVector s20 = FloatVector.fromArray(FLOATS, out, o2),
        s21 = FloatVector.fromArray(FLOATS, out, o2 + W);
    FloatVector s30 = FloatVector.fromArray(FLOATS, out, o3),
        s31 = FloatVector.fromArray(FLOATS, out, o3 + W);
    for (int j = 0; j < m; j++) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, v, vAt + j * vStride);
      FloatVector v1 = FloatVector.fromArray(FLOATS, v, vAt + j * vStride + W);
      FloatVector weight = FloatVector.broadcast(FLOATS, p[p0 + j]);
      s00 = weight.fma(v0, s00);
      s01 = weight.fma(v1, s01);
      weight = FloatVector.broadcast(FLOATS, p[p1 + j]);
      s10 = weight.fma(v0, s10);
      s11 = weight.fma(v1, s11);
      weight = FloatVector.broadcast(FLOATS, p[p2 + j]);
      s20 = weight.fma(v0, s20);
      s21 = weight.fma(v1, s21);
      weight = FloatVector.broadcast(FLOATS, p[p3 + j]);
      s30 = weight.fma(v0, s30);
      s31 = weight.fma(v1, s31);
    }
    s00.intoArray(out, o0);
    s01.intoArray(out, o0 + W);
    s10.intoArray(out, o1);
    s11.intoArray(out, o1 + W);
    s20.intoArray(out, o2);
    s21.intoArray(out, o2 + W);
    s30.intoArray(out, o3);
    s31.intoArray(out, o3 + W);
  }

  /** Elements from .. to-1 of one row, a vector at a time; the last one may be in part. */
  private static void rest(
      float[] p,
      int pAt,
      float[] v,
      int vAt,
      int vStride,
      int m,
      int from,
      int to,
      float[] out,
      int outAt) {
    for (int d = from; d < to; d += W) {
      VectorMask<Float> elements = FLOATS.indexInRange(d, to);
      FloatVector sum = FloatVector.fromArray(FLOATS, out, outAt + d, elements);
      for (int j = 0; j < m; j++) {
        FloatVector value = FloatVector.fromArray(FLOATS, v, vAt + j * vStride + d, elements);
        sum = FloatVector.broadcast(FLOATS, p[pAt + j]).fma(value, sum);
      }
      sum.intoArray(out, outAt + d, elements);
    }
  }
}
