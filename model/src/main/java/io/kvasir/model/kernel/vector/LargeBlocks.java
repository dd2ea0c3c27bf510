package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/** The formats with blocks of 256 elements; their codecs tell the layouts. */
final class LargeBlocks {
  private static final int N = 256;
  private static final int CHUNKS = N / GroupFormat.CHUNK;
  private static final int SIX_BITS = 0x3f3f3f3f;
  private static final int LOW_HALVES = 0x0f0f0f0f;
  private static final int UPPER_PAIRS = 0x30303030;

  private static final VectorShuffle<Byte> TWICE =
      VectorShuffle.fromOp(ByteVector.SPECIES_128, l -> l / 2);

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
    }
    Fields.pairs(u, from + 16, 84, blocks, q, to);
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
    }
    Fields.pairs(u, from + 32, 110, blocks, q, to);
    Fields.joinBits(u, from, 110, blocks, 2, q, to);
  }

  /** Element = (d·scale)·q - dmin·minimum, with scale and minimum for each 32 elements. */
  static void q4k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    sixBits(u, from, 144, blocks, scales, minima, chunk);
    Fields.halves(u, from + 16, 144, blocks, q, to);
  }

  /** The same with five bits. */
  static void q5k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    sixBits(u, from, 176, blocks, scales, minima, chunk);
    Fields.halves(u, from + 48, 176, blocks, q, to);
    Fields.joinBits(u, from + 16, 176, blocks, 4, q, to);
  }

  /** Element = (d·scale)·(q-32), with a scale for each 16 elements. */
  static void q6k(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int c = 0; c < CHUNKS * blocks; c += W) {
      int at = from + 210 * (c / CHUNKS);
      FloatVector scale =
          ((FloatVector)
                  ByteVector.fromArray(Bytes.BYTES, u, at + 192 + c % CHUNKS)
                      .convertShape(VectorOperators.B2F, FLOATS, 0))
              .mul(Bytes.half(u, at + 208));
      scale.intoArray(scales, chunk + c);
      scale.mul(-32).intoArray(minima, chunk + c);
    }
    Fields.sixBits(u, from, 210, blocks, q, to);
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
      }
      Fields.lowThenHigh(u, at + 8, 16, 8, Tables.NONLINEAR, q, to + N * b);
    }
  }

  /** Element = d·(q-1). */
  static void tq20(
      byte[] u, int from, int blocks, byte[] q, int to, float[] scales, float[] minima, int chunk) {
    for (int b = 0; b < blocks; b++) {
      float d = Bytes.half(u, from + 66 * b + 64);
      for (int c = 0; c < CHUNKS; c++) {
        scales[chunk + CHUNKS * b + c] = d;
        minima[chunk + CHUNKS * b + c] = -d;
      }
    }
    Fields.pairs(u, from, 66, blocks, q, to);
  }

  /** d, dmin and 12 bytes with 8 scales and minima of 6 bits; see the codec of Q4_K. */
  private static void sixBits(
      byte[] u, int from, int stride, int blocks, float[] scales, float[] minima, int chunk) {
    for (int c = 0; c < CHUNKS * blocks; c += W) {
      int at = from + c / CHUNKS * stride;
      int first = c % CHUNKS / 2 * 8; // bits of those before
      int s = Bytes.word(u, at + 4);
      int m = Bytes.word(u, at + 8);
      int both = Bytes.word(u, at + 12);
      int low = s & SIX_BITS;
      int high = (both & LOW_HALVES) | (s >>> 2 & UPPER_PAIRS);
      ((FloatVector)
              LongVector.broadcast(LongVector.SPECIES_128, ((long) high << 32 | low) >>> first)
                  .reinterpretAsBytes()
                  .rearrange(TWICE)
                  .convertShape(VectorOperators.B2F, FLOATS, 0))
          .mul(Bytes.half(u, at))
          .intoArray(scales, chunk + c);
      low = m & SIX_BITS;
      high = (both >>> 4 & LOW_HALVES) | (m >>> 2 & UPPER_PAIRS);
      ((FloatVector)
              LongVector.broadcast(LongVector.SPECIES_128, ((long) high << 32 | low) >>> first)
                  .reinterpretAsBytes()
                  .rearrange(TWICE)
                  .convertShape(VectorOperators.B2F, FLOATS, 0))
          .mul(-Bytes.half(u, at + 2))
          .intoArray(minima, chunk + c);
    }
  }
}
