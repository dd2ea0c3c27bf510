package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Format.STRIP;

import io.kvasir.model.weights.Tensor;
import java.util.Arrays;

/**
 * Rows of weights times activations. One token reads the file row by row. Many tokens work on
 * strips of columns: a few rows are decoded into memory that stays near, and tiles of partial sums
 * go over the tokens.
 */
final class MatrixProduct {
  private static final int GROUP_ROWS = 4 * Tile.ROWS; // that share a strip of activations
  private static final int GROUP_TOKENS = 32 * Tile.TOKENS;
  private static final int GROUP_SUMS = 4 * 32 * Tile.FLOATS_OF_SUMS;

  private MatrixProduct() {}

  /** Floats of scratch memory for rows of a width: partial sums, then decoded rows. */
  static int scratch(int cols) {
    return GROUP_SUMS + Math.max(4, Tile.ROWS) * Math.max(cols, STRIP);
  }

  /** One token. Rows are taken from the four quarters of the range at a time. */
  static void oneToken(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      float[] out,
      int outAt,
      float[] scratch) {
    Format format = Formats.of(w.type());
    int cols = w.shape().cols();
    long rowBytes = w.rowBytes();
    int quarter = (toRow - fromRow + 3) / 4;
    int last = toRow - 1;
    for (int row0 = fromRow; row0 < fromRow + quarter; row0++) {
      int row1 = Math.min(row0 + quarter, last);
      int row2 = Math.min(row0 + 2 * quarter, last);
      int row3 = Math.min(row0 + 3 * quarter, last);
      format.dot(
          w.data(),
          row0 * rowBytes,
          row1 * rowBytes,
          row2 * rowBytes,
          row3 * rowBytes,
          x,
          xAt,
          cols,
          scratch);
      Lanes.fold(scratch, 0, 4);
      out[outAt + row0] = scratch[0];
      out[outAt + row1] = scratch[1];
      out[outAt + row2] = scratch[2];
      out[outAt + row3] = scratch[3];
    }
  }

  /** Any number of tokens. */
  static void manyTokens(
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
      float[] scratch) {
    for (int row = fromRow; row < toRow; row += GROUP_ROWS) {
      int rows = Math.min(GROUP_ROWS, toRow - row);
      for (int token = 0; token < tokens; token += GROUP_TOKENS) {
        int count = Math.min(GROUP_TOKENS, tokens - token);
        int from = xAt + token * xStride;
        int to = outAt + token * outStride + row;
        sums(w, row, rows, x, from, xStride, count, scratch);
        results(rows, count, out, to, outStride, scratch);
      }
    }
  }

  /**
   * Partial sums of a group: tile (i, j) of rows and tokens is the one at i·(tiles of tokens) + j.
   */
  private static void sums(
      Tensor w, int row, int rows, float[] x, int xAt, int xStride, int tokens, float[] scratch) {
    Format format = Formats.of(w.type());
    int cols = w.shape().cols();
    long rowBytes = w.rowBytes();
    int across = tiles(tokens, Tile.TOKENS);
    int strip = w.scales() == null ? STRIP : cols;
    Arrays.fill(scratch, 0, tiles(rows, Tile.ROWS) * across * Tile.FLOATS_OF_SUMS, 0);
    for (int k = 0; k < cols; k += strip) {
      int n = Math.min(strip, cols - k);
      for (int i = 0; i < rows; i += Tile.ROWS) {
        int tileRows = Math.min(Tile.ROWS, rows - i);
        for (int r = 0; r < tileRows; r++) {
          int to = GROUP_SUMS + r * strip;
          if (w.scales() == null) {
            format.decode(w.data(), (row + i + r) * rowBytes + format.bytes(k), n, scratch, to);
          } else {
            w.row(row + i + r, scratch, to);
          }
        }
        int sum = i / Tile.ROWS * across * Tile.FLOATS_OF_SUMS;
        for (int t = 0; t < tokens; t += Tile.TOKENS, sum += Tile.FLOATS_OF_SUMS) {
          Tile.add(
              scratch,
              GROUP_SUMS,
              strip,
              tileRows,
              x,
              xAt + t * xStride + k,
              xStride,
              Math.min(Tile.TOKENS, tokens - t),
              n,
              scratch,
              sum);
        }
      }
    }
  }

  private static void results(
      int rows, int tokens, float[] out, int outAt, int outStride, float[] scratch) {
    int sum = 0;
    for (int i = 0; i < rows; i += Tile.ROWS) {
      for (int t = 0; t < tokens; t += Tile.TOKENS, sum += Tile.FLOATS_OF_SUMS) {
        Tile.results(
            scratch,
            sum,
            Math.min(Tile.ROWS, rows - i),
            Math.min(Tile.TOKENS, tokens - t),
            out,
            outAt + t * outStride + i,
            outStride);
      }
    }
  }

  private static int tiles(int n, int size) {
    return (n + size - 1) / size;
  }
}
