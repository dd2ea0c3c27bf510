package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.Tensor;
import java.util.Arrays;

/**
 * Rows of weights times activations.
 *
 * <p>One token reads the file four rows at a time. Many tokens go by groups of rows and tokens, and
 * by strips of columns: a strip of the rows is decoded into panels, and tiles of partial sums go
 * over them. So the activations of a tile are read from the nearest cache, panels from the next.
 */
final class MatrixProduct {
  /**
   * Columns of a strip: a multiple of every block; {@link #NEAR_PANELS} panels and a tile of tokens
   * fit the nearest cache.
   */
  static final int STRIP = 512;

  private static final int BATCH = 8; // of four rows, whose sums are folded together
  private static final int NEAR_PANELS = 2;
  private static final int GROUP_PANELS = 8;
  private static final int TOKEN_TILES = 32;

  /** Rows of a group. */
  static final int GROUP_ROWS = GROUP_PANELS * Tile.ROWS;

  private static final int GROUP_TOKENS = TOKEN_TILES * Tile.TOKENS;

  /** Floats of the partial sums of a group. */
  static final int GROUP_SUMS = GROUP_PANELS * TOKEN_TILES * Tile.SUMS;

  private MatrixProduct() {}

  /** One token. Rows are taken from the four quarters of the range at a time. */
  static void oneToken(
      Tensor w,
      int fromRow,
      int toRow,
      float[] x,
      int xAt,
      float[] out,
      int outAt,
      VectorScratch scratch) {
    int quarter = (toRow - fromRow + 3) / 4;
    for (int done = 0; done < quarter; done += BATCH) {
      int batch = Math.min(BATCH, quarter - done);
      for (int i = 0; i < batch; i++) {
        fourRows(w, fromRow + done + i, quarter, toRow - 1, x, xAt, scratch, 4 * i * W);
      }
      Fold.all(scratch.sums, 0, 4 * batch);
      for (int i = 0; i < 4 * batch; i++) {
        int row = fromRow + done + i / 4 + i % 4 * quarter;
        out[outAt + Math.min(row, toRow - 1)] = scratch.sums[i];
      }
    }
  }

  /**
   * Partial sums of rows {@code row}, {@code row + quarter} and so on. Those after the last are the
   * last again.
   */
  private static void fourRows(
      Tensor w,
      int row,
      int quarter,
      int last,
      float[] x,
      int xAt,
      VectorScratch scratch,
      int sumsAt) {
    long bytes = w.rowBytes();
    Formats.of(w.type())
        .dot(
            w.data(),
            row * bytes,
            Math.min(row + quarter, last) * bytes,
            Math.min(row + 2 * quarter, last) * bytes,
            Math.min(row + 3 * quarter, last) * bytes,
            x,
            xAt,
            w.shape().cols(),
            scratch,
            sumsAt);
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
      VectorScratch scratch) {
    if (w.scales() != null) {
      scratch.reserve(w.shape().cols());
    }
    for (int row = fromRow; row < toRow; row += GROUP_ROWS) {
      int rows = Math.min(GROUP_ROWS, toRow - row);
      for (int token = 0; token < tokens; token += GROUP_TOKENS) {
        int count = Math.min(GROUP_TOKENS, tokens - token);
        int from = xAt + token * xStride;
        int to = outAt + token * outStride + row;
        addStrips(w, row, rows, x, from, xStride, count, scratch);
        results(rows, count, out, to, outStride, scratch.sums);
      }
    }
  }

  private static void addStrips(
      Tensor w,
      int row,
      int rows,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      VectorScratch scratch) {
    int cols = w.shape().cols();
    int strip = w.scales() == null ? STRIP : cols;
    int panelFloats = (strip + W - 1) / W * W * Tile.ROWS;
    int panels = tiles(rows, Tile.ROWS);
    Arrays.fill(scratch.sums, 0, panels * tiles(tokens, Tile.TOKENS) * Tile.SUMS, 0);
    for (int k = 0; k < cols; k += strip) {
      int n = Math.min(strip, cols - k);
      for (int r = 0; r < rows; r++) {
        int to = r / Tile.ROWS * panelFloats + r % Tile.ROWS * W;
        decode(w, row + r, k, n, scratch, to);
      }
      for (int p = 0; p < panels; p += NEAR_PANELS) {
        int end = Math.min(p + NEAR_PANELS, panels);
        addTiles(p, end, panelFloats, x, xAt + k, xStride, tokens, n, scratch);
      }
    }
  }

  private static void decode(Tensor w, int row, int k, int n, VectorScratch scratch, int to) {
    if (w.scales() == null) {
      Format format = Formats.of(w.type());
      long at = row * w.rowBytes() + format.bytes(k);
      format.decode(w.data(), at, n, scratch, scratch.panels, to);
    } else {
      w.row(row, scratch.floats, 0);
      Format.spread(scratch.floats, n, scratch.panels, to);
    }
  }

  /**
   * Adds a strip of some panels to the partial sums: those of panel p and tile of tokens t stand at
   * {@link #sumsAt}.
   */
  private static void addTiles(
      int from,
      int to,
      int panelFloats,
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      int n,
      VectorScratch scratch) {
    for (int t = 0; t < tokens; t += Tile.TOKENS) {
      int count = Math.min(Tile.TOKENS, tokens - t);
      for (int p = from; p < to; p++) {
        int at = sumsAt(p, t, tokens);
        Tile.add(
            scratch.panels,
            p * panelFloats,
            x,
            xAt + t * xStride,
            xStride,
            count,
            n,
            scratch.sums,
            at);
      }
    }
  }

  private static int sumsAt(int panel, int token, int tokens) {
    return (panel * tiles(tokens, Tile.TOKENS) + token / Tile.TOKENS) * Tile.SUMS;
  }

  /**
   * Folds the partial sums and hands out the results: row r of token t goes to {@code outAt +
   * t·outStride + r}.
   */
  private static void results(
      int rows, int tokens, float[] out, int outAt, int outStride, float[] sums) {
    Fold.all(sums, 0, sumsAt(tiles(rows, Tile.ROWS), 0, tokens) / W);
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < tokens; t++) {
        int tile = sumsAt(r / Tile.ROWS, t, tokens) / W;
        out[outAt + t * outStride + r] = sums[tile + t % Tile.TOKENS * Tile.ROWS + r % Tile.ROWS];
      }
    }
  }

  private static int tiles(int n, int size) {
    return (n + size - 1) / size;
  }
}
