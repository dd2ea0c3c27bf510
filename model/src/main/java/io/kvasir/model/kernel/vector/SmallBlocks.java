package io.kvasir.model.kernel.vector;

/**
 * The formats with blocks of 32 elements; their codecs tell the layouts. Scale and minimum are
 * those of a block, so two chunks share them.
 */
final class SmallBlocks {
  private static final int N = 32;

  private SmallBlocks() {}

  /** Element = d·(q-8). */
  static void q40(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      float d = Bytes.half(u, from + 18 * b);
      share(d, -8 * d, scales, minima, chunk + 2 * b);
    }
    Fields.lowThenHigh(u, from + 2, 18, blocks, q, to);
  }

  /** Element = d·q + m. */
  static void q41(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 20 * b;
      share(Bytes.half(u, at), Bytes.half(u, at + 2), scales, minima, chunk + 2 * b);
    }
    Fields.lowThenHigh(u, from + 4, 20, blocks, q, to);
  }

  /** Element = d·(q-16). */
  static void q50(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 22 * b;
      float d = Bytes.half(u, at);
      share(d, -16 * d, scales, minima, chunk + 2 * b);
    }
    Fields.lowThenHigh(u, from + 6, 22, blocks, q, to);
    Fields.addSixteens(u, from + 2, 22, blocks, q, to);
  }

  /** Element = d·q + m. */
  static void q51(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 24 * b;
      share(Bytes.half(u, at), Bytes.half(u, at + 2), scales, minima, chunk + 2 * b);
    }
    Fields.lowThenHigh(u, from + 8, 24, blocks, q, to);
    Fields.addSixteens(u, from + 4, 24, blocks, q, to);
  }

  /** Element = d·q. */
  static void q80(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 34 * b;
      share(Bytes.half(u, at), 0, scales, minima, chunk + 2 * b);
      System.arraycopy(u, at + 2, q, to + N * b, N);
    }
  }

  /** Element = d·table[q]. */
  static void iq4nl(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      share(Bytes.half(u, from + 18 * b), 0, scales, minima, chunk + 2 * b);
    }
    Fields.lowThenHigh(u, from + 2, 18, blocks, Tables.NONLINEAR, q, to);
  }

  /** Element = 2^(e-128)·table[q]. */
  static void mxfp4(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      share(Tables.HALF_POWERS[u[from + 17 * b] & 255], 0, scales, minima, chunk + 2 * b);
    }
    Fields.lowThenHigh(u, from + 1, 17, blocks, Tables.E2M1, q, to);
  }

  private static void share(float scale, float minimum, float[] scales, float[] minima, int chunk) {
    scales[chunk] = scale;
    scales[chunk + 1] = scale;
    minima[chunk] = minimum;
    minima[chunk + 1] = minimum;
  }
}
