package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Bytes.BYTES;
import static io.kvasir.model.kernel.vector.Bytes.ORDER;
import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.BlockCodec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The formats of small whole numbers q in groups that share a scale and a minimum: element =
 * q·scale + minimum. A strip of a row is unpacked first: one byte per q, in the order of the
 * elements, and a scale and a minimum for each {@link #CHUNK} of them. What follows is the same for
 * all formats.
 *
 * <p>The product q·scale fits a float in all of them, so that the fused sum is rounded once, as the
 * codec's.
 */
final class GroupFormat extends Format {
  /** Elements with one scale and one minimum; no format has smaller groups. */
  static final int CHUNK = 16;

  /** Chunks of a strip. */
  static final int CHUNKS = STRIP / CHUNK;

  /** Takes the blocks of a format apart. */
  interface Unpacker {
    /**
     * Unpacks consecutive blocks.
     *
     * @param u bytes of the blocks, from {@code from}
     * @param q receives the numbers, from {@code to}; up to 16 bytes behind them may be overwritten
     * @param scales receives one scale per chunk, from {@code chunk}
     * @param minima likewise
     */
    void unpack(
        byte[] u,
        int from,
        int blocks,
        byte[] q,
        int to,
        float[] scales,
        float[] minima,
        int chunk);
  }

  private static final VectorSpecies<Byte> WHOLE =
      VectorSpecies.of(byte.class, FLOATS.vectorShape());
  private static final int BYTES_OF_VECTOR = WHOLE.length();

  private final Unpacker unpacker;
  private final int blockElements;

  GroupFormat(BlockCodec codec, Unpacker unpacker) {
    super(codec);
    this.unpacker = unpacker;
    blockElements = codec.elements();
  }

  private void unpack(int n, VectorScratch scratch, int row) {
    unpacker.unpack(
        scratch.bytes,
        row * STRIP_BYTES,
        n / blockElements,
        scratch.quants,
        row * STRIP,
        scratch.scales,
        scratch.minima,
        row * CHUNKS);
  }

  @Override
  void decode(
      MemorySegment data, long at, int n, VectorScratch scratch, MemorySegment panel, long to) {
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, scratch.bytes, 0, bytes(n));
    unpack(n, scratch, 0);
    spread(scratch.quants, scratch.scales, scratch.minima, n / CHUNK, panel, to);
  }

  private static void spread(
      byte[] q, float[] scales, float[] minima, int chunks, MemorySegment panel, long to) {
    for (int c = 0; c < chunks; c++) {
      FloatVector scale = FloatVector.broadcast(FLOATS, scales[c]);
      FloatVector minimum = FloatVector.broadcast(FLOATS, minima[c]);
      for (int e = 0; e < CHUNK; e += W) {
        int at = CHUNK * c + e;
        ((FloatVector)
                ByteVector.fromArray(BYTES, q, at).convertShape(VectorOperators.B2F, FLOATS, 0))
            .fma(scale, minimum)
            .intoMemorySegment(panel, to + (long) at * Tile.ROWS * Float.BYTES, Bytes.ORDER);
      }
    }
  }

  @Override
  void dot(
      MemorySegment data,
      long row0,
      long row1,
      long row2,
      long row3,
      float[] x,
      int xAt,
      int cols,
      VectorScratch scratch,
      int sumsAt) {
    Arrays.fill(scratch.sums, sumsAt, sumsAt + ROWS * W, 0);
    for (int k = 0; k < cols; k += STRIP) {
      int n = Math.min(STRIP, cols - k);
      int from = bytes(k);
      copy(data, row0 + from, row1 + from, row2 + from, row3 + from, bytes(n), scratch.bytes);
      unpack(n, scratch, 0);
      unpack(n, scratch, 1);
      unpack(n, scratch, 2);
      unpack(n, scratch, 3);
      add(
          scratch.quants,
          scratch.scales,
          scratch.minima,
          x,
          xAt + k,
          n / CHUNK,
          scratch.sums,
          sumsAt);
    }
  }

  /**
   * Copies a strip of four rows. Nothing is done here but to load, so that many cache lines are on
   * their way at once; where each row is unpacked as soon as it is there, every one of them waits
   * for memory, and the whole takes half as long again.
   */
  private static void copy(
      MemorySegment data, long row0, long row1, long row2, long row3, int n, byte[] to) {
    int i = 0;
    for (; i <= n - BYTES_OF_VECTOR; i += BYTES_OF_VECTOR) {
      ByteVector.fromMemorySegment(WHOLE, data, row0 + i, ORDER).intoArray(to, i);
      ByteVector.fromMemorySegment(WHOLE, data, row1 + i, ORDER).intoArray(to, STRIP_BYTES + i);
      ByteVector.fromMemorySegment(WHOLE, data, row2 + i, ORDER).intoArray(to, 2 * STRIP_BYTES + i);
      ByteVector.fromMemorySegment(WHOLE, data, row3 + i, ORDER).intoArray(to, 3 * STRIP_BYTES + i);
    }
    for (; i < n; i++) {
      to[i] = data.get(ValueLayout.JAVA_BYTE, row0 + i);
      to[STRIP_BYTES + i] = data.get(ValueLayout.JAVA_BYTE, row1 + i);
      to[2 * STRIP_BYTES + i] = data.get(ValueLayout.JAVA_BYTE, row2 + i);
      to[3 * STRIP_BYTES + i] = data.get(ValueLayout.JAVA_BYTE, row3 + i);
    }
  }

  private static void add(
      byte[] q,
      float[] scales,
      float[] minima,
      float[] x,
      int xAt,
      int chunks,
      float[] sums,
      int sumsAt) {
    FloatVector s0 = FloatVector.fromArray(FLOATS, sums, sumsAt);
    FloatVector s1 = FloatVector.fromArray(FLOATS, sums, sumsAt + W);
    FloatVector s2 = FloatVector.fromArray(FLOATS, sums, sumsAt + 2 * W);
    FloatVector s3 = FloatVector.fromArray(FLOATS, sums, sumsAt + 3 * W);
    for (int c = 0; c < chunks; c++) {
      FloatVector d0 = FloatVector.broadcast(FLOATS, scales[c]);
      FloatVector d1 = FloatVector.broadcast(FLOATS, scales[c + CHUNKS]);
      FloatVector d2 = FloatVector.broadcast(FLOATS, scales[c + 2 * CHUNKS]);
      FloatVector d3 = FloatVector.broadcast(FLOATS, scales[c + 3 * CHUNKS]);
      FloatVector m0 = FloatVector.broadcast(FLOATS, minima[c]);
      FloatVector m1 = FloatVector.broadcast(FLOATS, minima[c + CHUNKS]);
      FloatVector m2 = FloatVector.broadcast(FLOATS, minima[c + 2 * CHUNKS]);
      FloatVector m3 = FloatVector.broadcast(FLOATS, minima[c + 3 * CHUNKS]);
      for (int e = 0; e < CHUNK; e += W) {
        int at = CHUNK * c + e;
        FloatVector token = FloatVector.fromArray(FLOATS, x, xAt + at);
        s0 =
            ((FloatVector)
                    ByteVector.fromArray(BYTES, q, at).convertShape(VectorOperators.B2F, FLOATS, 0))
                .fma(d0, m0)
                .fma(token, s0);
        s1 =
            ((FloatVector)
                    ByteVector.fromArray(BYTES, q, at + STRIP)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .fma(d1, m1)
                .fma(token, s1);
        s2 =
            ((FloatVector)
                    ByteVector.fromArray(BYTES, q, at + 2 * STRIP)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .fma(d2, m2)
                .fma(token, s2);
        s3 =
            ((FloatVector)
                    ByteVector.fromArray(BYTES, q, at + 3 * STRIP)
                        .convertShape(VectorOperators.B2F, FLOATS, 0))
                .fma(d3, m3)
                .fma(token, s3);
      }
    }
    s0.intoArray(sums, sumsAt);
    s1.intoArray(sums, sumsAt + W);
    s2.intoArray(sums, sumsAt + 2 * W);
    s3.intoArray(sums, sumsAt + 3 * W);
  }
}
