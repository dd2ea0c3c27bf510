package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.FLOATS;
import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.codec.BlockCodec;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * How the rows of a weight format are read. This class reads any format, by its codec; the formats
 * that earn it have a faster one. All give the floats of the codec (a zero may differ in its sign),
 * for one token and for many, so that the bits of a product are the same.
 */
class Format {
  /** Rows that are multiplied by one token at a time. */
  static final int ROWS = 4;

  /**
   * Elements of a row that are taken at a time: a multiple of every block, and few enough to stay
   * in the nearest cache.
   */
  static final int STRIP = 1024;

  /** Bytes that a strip takes at most in the formats with blocks. */
  static final int STRIP_BYTES = 2 * STRIP;

  private final BlockCodec codec;

  Format(BlockCodec codec) {
    this.codec = codec;
  }

  /** Bytes of some elements, which are whole blocks. */
  final int bytes(int elements) {
    return Math.multiplyExact(elements / codec.elements(), codec.bytes());
  }

  /**
   * Decodes part of a row into a panel.
   *
   * @param n elements
   * @param panel receives the vector of elements e .. e+W-1 at byte {@code to + 4·e·}{@link
   *     Tile#ROWS}
   */
  void decode(
      MemorySegment data, long at, int n, VectorScratch scratch, MemorySegment panel, long to) {
    elements(data, at, n, scratch.floats, 0);
    spread(scratch.floats, 0, n, panel, to, Tile.ROWS);
  }

  /** Decodes part of a row. */
  void elements(MemorySegment data, long at, int n, float[] dst, int to) {
    codec.decode(data, at, dst, to, n / codec.elements());
  }

  /** Copies elements to vectors that lie a few vectors apart, as in a panel. */
  static void spread(float[] elements, int from, int n, MemorySegment to, long at, int apart) {
    int whole = n - n % W;
    for (int e = 0; e < whole; e += W) {
      FloatVector.fromArray(FLOATS, elements, from + e)
          .intoMemorySegment(to, at + (long) e * apart * Float.BYTES, Bytes.ORDER);
    }
    if (whole < n) {
      long rest = at + (long) whole * apart * Float.BYTES;
      MemorySegment.copy(elements, from + whole, to, Bytes.FLOAT, rest, n - whole);
    }
  }

  /**
   * The partial sums of four rows and one token. The rows lie apart: processors fetch a few streams
   * ahead better than one.
   *
   * @param row0 offset of the first row in the data; the others likewise
   * @param cols elements of a row
   * @param scratch its {@link VectorScratch#sums} receive W floats for each row, from sumsAt
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
      VectorScratch scratch,
      int sumsAt) {
    float[] w = scratch.floats;
    Arrays.fill(scratch.sums, sumsAt, sumsAt + ROWS * W, 0);
    for (int k = 0; k < cols; k += STRIP) {
      int n = Math.min(STRIP, cols - k);
      int from = bytes(k);
      elements(data, row0 + from, n, w, 0);
      elements(data, row1 + from, n, w, STRIP);
      elements(data, row2 + from, n, w, 2 * STRIP);
      elements(data, row3 + from, n, w, 3 * STRIP);
      FourRows.addOne(w, 0, STRIP, 2 * STRIP, 3 * STRIP, x, xAt + k, n, scratch.sums, sumsAt);
    }
  }

  /**
   * Adds the elements that do not fill a vector; only formats without blocks have them. Parameters
   * as in {@link #dot}.
   */
  final void addRest(
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
    int rest = cols % W;
    if (rest > 0) {
      addRest(data, row0, x, xAt, cols, rest, scratch, sumsAt);
      addRest(data, row1, x, xAt, cols, rest, scratch, sumsAt + W);
      addRest(data, row2, x, xAt, cols, rest, scratch, sumsAt + 2 * W);
      addRest(data, row3, x, xAt, cols, rest, scratch, sumsAt + 3 * W);
    }
  }

  private void addRest(
      MemorySegment data,
      long row,
      float[] x,
      int xAt,
      int cols,
      int rest,
      VectorScratch scratch,
      int to) {
    int whole = cols - rest;
    elements(data, row + bytes(whole), rest, scratch.floats, 0);
    Lanes.tail(scratch.floats, 0, x, xAt + whole, rest, scratch.sums, to);
  }
}
