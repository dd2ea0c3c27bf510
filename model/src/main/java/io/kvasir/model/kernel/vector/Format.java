package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.BlockCodec;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * How the rows of one weight format are read. The floats of {@link #decode} are those of the codec,
 * and {@link #dot} uses the very same ones, so that one token and many tokens give the same bits.
 */
abstract class Format {
  /**
   * Elements that are decoded at a time: a multiple of every block, few enough for some rows to
   * stay near.
   */
  static final int STRIP = 768;

  private final int blockElements;
  private final int blockBytes;

  Format(BlockCodec codec) {
    blockElements = codec.elements();
    blockBytes = codec.bytes();
  }

  /** Bytes of some elements. */
  final int bytes(int elements) {
    return Math.multiplyExact(elements / blockElements, blockBytes);
  }

  /**
   * Decodes part of a row.
   *
   * @param n elements, a multiple of the block
   */
  abstract void decode(MemorySegment data, long at, int n, float[] dst, int to);

  /**
   * The partial sums of four rows and one token. The rows lie apart: processors fetch a few streams
   * ahead better than one.
   *
   * @param row0 offset of the first row in the data; the others likewise
   * @param cols elements of a row
   * @param scratch receives W floats for each row, from 0; the rest is for intermediate results
   */
  void dot(
      MemorySegment data,
      long row0,
      long row1,
      long row2,
      long row3,
      float[] x,
      int xAt,
      int cols,
      float[] scratch) {
    int w0 = 4 * W;
    Arrays.fill(scratch, 0, w0, 0);
    for (int k = 0; k < cols; k += STRIP) {
      int n = Math.min(STRIP, cols - k);
      int from = bytes(k);
      decode(data, row0 + from, n, scratch, w0);
      decode(data, row1 + from, n, scratch, w0 + STRIP);
      decode(data, row2 + from, n, scratch, w0 + 2 * STRIP);
      decode(data, row3 + from, n, scratch, w0 + 3 * STRIP);
      Tile.addFourRows(
          scratch, w0, w0 + STRIP, w0 + 2 * STRIP, w0 + 3 * STRIP, x, xAt + k, n, scratch, 0);
    }
  }

  /**
   * Adds the elements that do not fill a vector; only formats without blocks have them. The
   * parameters are those of {@link #dot}.
   */
  final void tails(
      MemorySegment data,
      long row0,
      long row1,
      long row2,
      long row3,
      float[] x,
      int xAt,
      int cols,
      float[] scratch) {
    int rest = cols % W;
    if (rest > 0) {
      tail(data, row0, x, xAt, cols, rest, scratch, 0);
      tail(data, row1, x, xAt, cols, rest, scratch, W);
      tail(data, row2, x, xAt, cols, rest, scratch, 2 * W);
      tail(data, row3, x, xAt, cols, rest, scratch, 3 * W);
    }
  }

  private void tail(
      MemorySegment data,
      long row,
      float[] x,
      int xAt,
      int cols,
      int rest,
      float[] scratch,
      int to) {
    int whole = cols - rest;
    decode(data, row + bytes(whole), rest, scratch, 4 * W);
    Lanes.tail(scratch, 4 * W, x, xAt + whole, rest, scratch, to);
  }
}
