package io.kvasir.model.kernel;

import io.kvasir.model.weights.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The oracle: every operation in plain scalar Java. With the same number of lanes the vector
 * kernels must give the same bits.
 */
public final class ScalarKernels implements Kernels {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int DEFAULT_LANES = 8;

  private final int lanes;

  /** Makes kernels with 8 lanes. */
  public ScalarKernels() {
    this(DEFAULT_LANES);
  }

  /**
   * Makes kernels that sum as vectors of a width do.
   *
   * @param lanes partial sums of a dot product, a power of two, at least 4
   */
  public ScalarKernels(int lanes) {
    if (lanes < 4 || Integer.bitCount(lanes) != 1) {
      throw new IllegalArgumentException("lanes must be a power of two from 4, found " + lanes);
    }
    this.lanes = lanes;
  }

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public Scratch newScratch() {
    return new Row();
  }

  /** One decoded row. */
  private static final class Row implements Scratch {
    private float[] elements = new float[0];

    float[] elements(int cols) {
      if (elements.length < cols) {
        elements = new float[cols];
      }
      return elements;
    }
  }

  @Override
  public void matmul(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    int cols = w.shape().cols();
    float[] row = ((Row) scratch).elements(cols);
    for (int r = fromRow; r < toRow; r++) {
      w.row(r, row, 0);
      for (int t = 0; t < tokens; t++) {
        out[outAt + t * outStride + r] = dot(row, 0, x, xAt + t * xStride, cols);
      }
    }
  }

  @Override
  public void round(float[] x, int xAt, int xStride, int fromToken, int toToken, RoundedRows out) {
    for (int t = fromToken; t < toToken; t++) {
      for (int b = 0; b < out.blocks(); b++) {
        int from = xAt + t * xStride + RoundedRows.BLOCK * b;
        float largest = 0;
        for (int e = 0; e < RoundedRows.BLOCK; e++) {
          largest = Math.max(largest, Math.abs(x[from + e]));
        }
        float inverse = RoundedRows.inverse(largest);
        int sum = 0;
        for (int e = 0; e < RoundedRows.BLOCK; e++) {
          float nearest = x[from + e] * inverse + RoundedRows.NEAREST;
          int q = Float.floatToRawIntBits(nearest) - RoundedRows.NEAREST_BITS;
          sum += q;
          out.pairs[RoundedRows.BLOCK * out.at(b, t) + e] = RoundedRows.twice(q);
        }
        out.block(out.at(b, t), largest, sum);
      }
    }
  }

  @Override
  public void matmul(
      PackedRows w,
      int fromGroup,
      int toGroup,
      RoundedRows x,
      float[] out,
      int outAt,
      int outStride,
      Scratch scratch) {
    for (int row = fromGroup * PackedRows.SIDE;
        row < Math.min(toGroup * PackedRows.SIDE, w.rows());
        row++) {
      for (int t = 0; t < x.tokens; t++) {
        float s = 0;
        for (int b = 0; b < w.blocks(); b++) {
          int at = x.at(b * w.layout().elements() / RoundedRows.BLOCK, t);
          s = Math.fma((float) w.dot(row, b, x, t), w.scale(row, b) * x.scales[at], s);
          if (w.offsets()) {
            s = Math.fma(w.offset(row, b), x.sums[at], s);
          }
        }
        out[outAt + t * outStride + row] = s;
      }
    }
  }

  @Override
  public void dots(
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
      int outStride) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        out[outAt + i * outStride + j] = dot(a, aAt + i * aStride, b, bAt + j * bStride, width);
      }
    }
  }

  @Override
  public void blend(
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
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        float weight = p[pAt + i * pStride + j];
        for (int d = 0; d < width; d++) {
          int at = outAt + i * outStride + d;
          out[at] = Math.fma(weight, v[vAt + j * vStride + d], out[at]);
        }
      }
    }
  }

  @Override
  public void blend(
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
      int outStride) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        float weight = p[pAt + i * pStride + j];
        for (int d = 0; d < width; d++) {
          int at = outAt + i * outStride + d;
          out[at] = Math.fma(weight, Float.float16ToFloat(v[vAt + j * vStride + d]), out[at]);
        }
      }
    }
  }

  @Override
  public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    return sumOfLanes(a, aAt, b, bAt, n, 0, 1);
  }

  /**
   * The upper half of the lanes is added to the lower half until one is left: with step = 1 the sum
   * of lanes 0, 1, ..., W-1 is s(0, 1), where s(l, step) = s(l, 2·step) + s(l + step, 2·step) and
   * s(l, W) is lane l.
   */
  private float sumOfLanes(float[] a, int aAt, float[] b, int bAt, int n, int lane, int step) {
    if (4 * step == lanes) {
      return fourLanes(a, aAt, b, bAt, n, lane);
    }
    return sumOfLanes(a, aAt, b, bAt, n, lane, 2 * step)
        + sumOfLanes(a, aAt, b, bAt, n, lane + step, 2 * step);
  }

  /** Lanes l, l + W/4, l + W/2 and l + 3W/4, side by side because each is a chain of additions. */
  private float fourLanes(float[] a, int aAt, float[] b, int bAt, int n, int lane) {
    int quarter = lanes / 4;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = lane;
    for (; i + 3 * quarter < n; i += lanes) {
      s0 = Math.fma(a[aAt + i], b[bAt + i], s0);
      s1 = Math.fma(a[aAt + i + quarter], b[bAt + i + quarter], s1);
      s2 = Math.fma(a[aAt + i + 2 * quarter], b[bAt + i + 2 * quarter], s2);
      s3 = Math.fma(a[aAt + i + 3 * quarter], b[bAt + i + 3 * quarter], s3);
    }
    if (i < n) {
      s0 = Math.fma(a[aAt + i], b[bAt + i], s0);
    }
    if (i + quarter < n) {
      s1 = Math.fma(a[aAt + i + quarter], b[bAt + i + quarter], s1);
    }
    if (i + 2 * quarter < n) {
      s2 = Math.fma(a[aAt + i + 2 * quarter], b[bAt + i + 2 * quarter], s2);
    }
    return (s0 + s2) + (s1 + s3);
  }

  @Override
  public float sum(float[] a, int at, int n) {
    return sumOfLanes(a, at, n, 0, 1);
  }

  private float sumOfLanes(float[] a, int at, int n, int lane, int step) {
    if (step < lanes) {
      return sumOfLanes(a, at, n, lane, 2 * step) + sumOfLanes(a, at, n, lane + step, 2 * step);
    }
    float s = 0;
    for (int i = lane; i < n; i += lanes) {
      s += a[at + i];
    }
    return s;
  }

  @Override
  public float max(float[] a, int at, int n) {
    float largest = a[at];
    for (int i = 1; i < n; i++) {
      largest = Math.max(largest, a[at + i]);
    }
    return largest;
  }

  @Override
  public void exp(float[] a, int at, int n, float shift) {
    for (int i = 0; i < n; i++) {
      a[at + i] = ScalarMath.exp(a[at + i] - shift);
    }
  }

  @Override
  public void activate(Activation activation, float[] a, int at, int n) {
    for (int i = 0; i < n; i++) {
      a[at + i] = ScalarMath.activate(activation, a[at + i]);
    }
  }

  @Override
  public long read(MemorySegment data) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (long at = 0; at + 4 * Long.BYTES <= data.byteSize(); at += 4 * Long.BYTES) {
      a += data.get(LONG, at);
      b += data.get(LONG, at + Long.BYTES);
      c += data.get(LONG, at + 2 * Long.BYTES);
      d += data.get(LONG, at + 3 * Long.BYTES);
    }
    return a + b + c + d;
  }

  @Override
  public long multiplyAdds(int rounds, float[] sink, int at) {
    float a = sink[at];
    float b = a;
    float c = a;
    float d = a;
    for (int i = 0; i < rounds; i++) {
      a = Math.fma(a, 0.5f, 1);
      b = Math.fma(b, 0.5f, 2);
      c = Math.fma(c, 0.5f, 3);
      d = Math.fma(d, 0.5f, 4);
    }
    sink[at] = a + b + c + d;
    return 4L * rounds;
  }
}
