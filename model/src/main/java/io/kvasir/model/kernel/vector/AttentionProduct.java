package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Products of small blocks of floats, as attention needs them over tiles of keys and values. */
final class AttentionProduct {
  private static final int BATCH = 64; // vectors b whose sums are folded together
  private static final int FEW = 4; // rows that are blended as they are for a new token

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
          FourRows.ofTwo(b, w0, w1, w2, w3, a, x0, x1, width, sums, j * W, (BATCH + j) * W);
        }
        Fold.all(sums, 0, (tokens - 1) * BATCH + count);
        for (int t = 0; t < tokens; t++) {
          System.arraycopy(sums, t * BATCH, out, outAt + (i + t) * outStride + from, count);
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
    int whole = width - width % W;
    for (int i = 0; n > FEW && i < n; i += 4) {
      int rows = Math.min(4, n - i);
      int from = pAt + i * pStride;
      int to = outAt + i * outStride;
      for (int d = 0; d < whole; d += 2 * W) {
        int vectors = (whole - d) / W;
        fourByTwo(p, from, pStride, rows, v, vAt + d, vStride, m, vectors, out, to + d, outStride);
      }
    }
    for (int i = 0; n <= FEW && i < n; i += 2) {
      int rows = Math.min(2, n - i);
      int from = pAt + i * pStride;
      int to = outAt + i * outStride;
      for (int d = 0; d < whole; d += 4 * W) {
        int vectors = (whole - d) / W;
        twoByFour(p, from, pStride, rows, v, vAt + d, vStride, m, vectors, out, to + d, outStride);
      }
    }
    for (int i = 0; whole < width && i < n; i++) {
      int to = outAt + i * outStride + whole;
      rest(p, pAt + i * pStride, v, vAt + whole, vStride, m, width - whole, out, to);
    }
  }

  /**
   * Four rows of weights by two vectors of the width, for products whose v stays in the nearest
   * cache. Rows and vectors that are not there are the last one again.
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
      int vectors,
      float[] out,
      int o0,
      int outStride) {
    int p1 = p0 + Math.min(1, rows - 1) * pStride;
    int p2 = p0 + Math.min(2, rows - 1) * pStride;
    int p3 = p0 + Math.min(3, rows - 1) * pStride;
    int o1 = o0 + Math.min(1, rows - 1) * outStride;
    int o2 = o0 + Math.min(2, rows - 1) * outStride;
    int o3 = o0 + Math.min(3, rows - 1) * outStride;
    int d = Math.min(1, vectors - 1) * W;
    FloatVector s00 = FloatVector.fromArray(FLOATS, out, o0);
    FloatVector s01 = FloatVector.fromArray(FLOATS, out, o0 + d);
    FloatVector s10 = FloatVector.fromArray(FLOATS, out, o1);
    FloatVector s11 = FloatVector.fromArray(FLOATS, out, o1 + d);
    FloatVector s20 = FloatVector.fromArray(FLOATS, out, o2);
    FloatVector s21 = FloatVector.fromArray(FLOATS, out, o2 + d);
    FloatVector s30 = FloatVector.fromArray(FLOATS, out, o3);
    FloatVector s31 = FloatVector.fromArray(FLOATS, out, o3 + d);
    for (int j = 0; j < m; j++) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, v, vAt + j * vStride);
      FloatVector v1 = FloatVector.fromArray(FLOATS, v, vAt + j * vStride + d);
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
    s01.intoArray(out, o0 + d);
    s10.intoArray(out, o1);
    s11.intoArray(out, o1 + d);
    s20.intoArray(out, o2);
    s21.intoArray(out, o2 + d);
    s30.intoArray(out, o3);
    s31.intoArray(out, o3 + d);
  }

  /**
   * Two rows of weights by four vectors of the width, for products whose v comes from memory: what
   * is read of it stands side by side. Rows and vectors that are not there are the last one again.
   */
  private static void twoByFour(
      float[] p,
      int p0,
      int pStride,
      int rows,
      float[] v,
      int vAt,
      int vStride,
      int m,
      int vectors,
      float[] out,
      int o0,
      int outStride) {
    int p1 = p0 + (rows - 1) * pStride;
    int o1 = o0 + (rows - 1) * outStride;
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
      FloatVector w0 = FloatVector.broadcast(FLOATS, p[p0 + j]);
      FloatVector w1 = FloatVector.broadcast(FLOATS, p[p1 + j]);
      FloatVector value = FloatVector.fromArray(FLOATS, v, at);
      s00 = w0.fma(value, s00);
      s10 = w1.fma(value, s10);
      value = FloatVector.fromArray(FLOATS, v, at + d1);
      s01 = w0.fma(value, s01);
      s11 = w1.fma(value, s11);
      value = FloatVector.fromArray(FLOATS, v, at + d2);
      s02 = w0.fma(value, s02);
      s12 = w1.fma(value, s12);
      value = FloatVector.fromArray(FLOATS, v, at + d3);
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

  /** Elements of one row that do not fill a vector. */
  private static void rest(
      float[] p,
      int pAt,
      float[] v,
      int vAt,
      int vStride,
      int m,
      int count,
      float[] out,
      int outAt) {
    VectorMask<Float> elements = FLOATS.indexInRange(0, count);
    FloatVector sum = FloatVector.fromArray(FLOATS, out, outAt, elements);
    for (int j = 0; j < m; j++) {
      FloatVector value = FloatVector.fromArray(FLOATS, v, vAt + j * vStride, elements);
      sum = FloatVector.broadcast(FLOATS, p[pAt + j]).fma(value, sum);
    }
    sum.intoArray(out, outAt, elements);
  }
}
