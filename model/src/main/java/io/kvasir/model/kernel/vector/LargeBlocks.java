package io.kvasir.model.kernel.vector;

/** The formats with blocks of 256 elements; their codecs tell the layouts. */
final class LargeBlocks {
  private static final int N = 256;
  private static final int CHUNKS = N / GroupFormat.CHUNK;

  private LargeBlocks() {}

  /** Element = (d·scale)·q - dmin·minimum, with scale and minimum for each 16 elements. */
  static void q2k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 84 * b;
      float d = Bytes.half(u, at + 80);
      float dmin = Bytes.half(u, at + 82);
      for (int c = 0; c < CHUNKS; c++) {
        scales[chunk + CHUNKS * b + c] = d * (u[at + c] & 15);
        minima[chunk + CHUNKS * b + c] = -(dmin * (u[at + c] >> 4 & 15));
      }
      pairs(u, at + 16, q, to + N * b);
    }
  }

  /** Element = (d·(scale-32))·(q-4), with a scale for each 16 elements. */
  static void q3k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 110 * b;
      float d = Bytes.half(u, at + 108);
      for (int c = 0; c < CHUNKS; c++) {
        int low = (u[at + 96 + (c & 7)] >> ((c >> 3) * 4)) & 15;
        int high = (u[at + 104 + (c & 3)] >> ((c >> 2) * 2)) & 3;
        float scale = d * ((low | high << 4) - 32);
        scales[chunk + CHUNKS * b + c] = scale;
        minima[chunk + CHUNKS * b + c] = -4 * scale;
      }
      pairs(u, at + 32, q, to + N * b);
      for (int g = 0; g < 8; g++) {
        Fields.join(u, at, g, 1, 2, q, to + N * b + 32 * g, 32);
      }
    }
  }

  /** Element = (d·scale)·q - dmin·minimum, with scale and minimum for each 32 elements. */
  static void q4k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 144 * b;
      sixBits(u, at, scales, minima, chunk + CHUNKS * b);
      quarters(u, at + 16, q, to + N * b);
    }
  }

  /** The same with five bits. */
  static void q5k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 176 * b;
      sixBits(u, at, scales, minima, chunk + CHUNKS * b);
      quarters(u, at + 48, q, to + N * b);
      for (int g = 0; g < 8; g++) {
        Fields.join(u, at + 16, g, 1, 4, q, to + N * b + 32 * g, 32);
      }
    }
  }

  /** Element = (d·scale)·(q-32), with a scale for each 16 elements. */
  static void q6k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 210 * b;
      float d = Bytes.half(u, at + 208);
      for (int c = 0; c < CHUNKS; c++) {
        float scale = d * u[at + 192 + c];
        scales[chunk + CHUNKS * b + c] = scale;
        minima[chunk + CHUNKS * b + c] = -32 * scale;
      }
      for (int h = 0; h < 2; h++) {
        int half = to + N * b + 128 * h;
        Fields.take(u, at + 64 * h, 0, 15, q, half, 64);
        Fields.take(u, at + 64 * h, 4, 15, q, half + 64, 64);
        for (int k = 0; k < 4; k++) {
          Fields.join(u, at + 128 + 32 * h, 2 * k, 3, 4, q, half + 32 * k, 32);
        }
      }
    }
  }

  /** Element = (d·(scale-32))·table[q], with a scale for each 32 elements. */
  static void iq4xs(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 136 * b;
      float d = Bytes.half(u, at);
      int low = Bytes.word(u, at + 4);
      int high = (u[at + 2] & 255) | (u[at + 3] & 255) << 8;
      for (int g = 0; g < 8; g++) {
        int scale = ((low >>> (4 * g)) & 15) | ((high >>> (2 * g)) & 3) << 4;
        int c = chunk + CHUNKS * b + 2 * g;
        scales[c] = d * (scale - 32);
        scales[c + 1] = scales[c];
        minima[c] = 0;
        minima[c + 1] = 0;
        Fields.halves(u, at + 8 + 16 * g, Tables.NONLINEAR, q, to + N * b + 32 * g);
      }
    }
  }

  /** Element = d·(q-1). */
  static void tq20(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      int at = from + 66 * b;
      float d = Bytes.half(u, at + 64);
      for (int c = 0; c < CHUNKS; c++) {
        scales[chunk + CHUNKS * b + c] = d;
        minima[chunk + CHUNKS * b + c] = -d;
      }
      pairs(u, at, q, to + N * b);
    }
  }

  /** Twice 32 bytes, each with the pairs of bits of elements l, l+32, l+64 and l+96. */
  private static void pairs(byte[] u, int from, byte[] q, int to) {
    for (int g = 0; g < 8; g++) {
      Fields.take(u, from + (g >> 2) * 32, (g & 3) * 2, 3, q, to + 32 * g, 32);
    }
  }

  /** Four times 32 bytes, each with the halves of elements l and l+32. */
  private static void quarters(byte[] u, int from, byte[] q, int to) {
    for (int g = 0; g < 8; g++) {
      Fields.take(u, from + (g >> 1) * 32, (g & 1) * 4, 15, q, to + 32 * g, 32);
    }
  }

  /** d, dmin and 12 bytes with 8 scales and minima of 6 bits; see the codec of Q4_K. */
  private static void sixBits(byte[] u, int at, float[] scales, float[] minima, int chunk) {
    float d = Bytes.half(u, at);
    float dmin = Bytes.half(u, at + 2);
    for (int j = 0; j < 4; j++) {
      int a = u[at + 4 + j];
      int b = u[at + 8 + j];
      int c = u[at + 12 + j];
      set(d * (a & 63), -(dmin * (b & 63)), scales, minima, chunk + 2 * j);
      set(
          d * ((c & 15) | (a >> 2 & 48)),
          -(dmin * ((c >> 4 & 15) | (b >> 2 & 48))),
          scales,
          minima,
          chunk + 8 + 2 * j);
    }
  }

  private static void set(float scale, float minimum, float[] scales, float[] minima, int chunk) {
    scales[chunk] = scale;
    scales[chunk + 1] = scale;
    minima[chunk] = minimum;
    minima[chunk + 1] = minimum;
  }
}
