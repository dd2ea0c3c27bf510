package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.weights.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Rows of weights times activations.
 *
 * <p>One token reads the file four rows at a time. Many tokens go by groups of rows and tokens, and
 * by strips of columns: a strip of the rows is decoded into panels, once for all tokens of the
 * group, and tiles of partial sums go over them. So a panel is read from the nearest cache,
 * activations of a few tokens and partial sums from the next.
 */
final class MatrixProduct {
  /** Most columns of a strip: a multiple of every block; a panel fits the nearest cache. */
  static final int STRIP = 1024;

  private static final int STRIP_UNIT = 256; // a multiple of every block and every vector
  private static final int BATCH = 8; // of four rows, or of tiles, whose sums are folded together
  private static final int GROUP_PANELS = 4;
  private static final int TOKEN_TILES = 64; // as many tokens as a pass of the decoder has

  /** Rows of a group. */
  static final int GROUP_ROWS = GROUP_PANELS * Tile.ROWS;

  private static final int GROUP_TOKENS = TOKEN_TILES * Tile.TOKENS;

  private static final int NEAR_TOKENS = 32 * Tile.TOKENS; // that stay in the second cache

  private static final int ZEROS = GROUP_PANELS * TOKEN_TILES * Tile.SUMS;

  /** Floats of the partial sums of a group, and of a tile that stays zero. */
  static final int GROUP_SUMS = ZEROS + Tile.SUMS;

  private static final int LINE = 64; // bytes of a cache line

  private static final long VECTOR = (long) W * Float.BYTES;

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

  /**
   * Any number of tokens.
   *
   * @param x activations as {@link #panels}
   */
  static void manyTokens(
      Tensor w,
      int fromRow,
      int toRow,
      MemorySegment x,
      int tokens,
      float[] out,
      int outAt,
      int outStride,
      VectorScratch scratch) {
    if (w.scales() != null) {
      scratch.reserve(GROUP_ROWS * w.shape().cols());
    }
    for (int row = fromRow; row < toRow; row += GROUP_ROWS) {
      int rows = Math.min(GROUP_ROWS, toRow - row);
      for (int token = 0; token < tokens; token += GROUP_TOKENS) {
        int count = Math.min(GROUP_TOKENS, tokens - token);
        int to = outAt + token * outStride + row;
        group(w, row, rows, x, tokens, token, count, out, to, outStride, scratch);
      }
    }
  }

  /** Bytes of the panels of some tokens. */
  static long panelBytes(int tokens, int cols) {
    return (long) panels(tokens) * Tile.TOKENS * vectors(cols) * VECTOR;
  }

  /** Panels of some tokens. */
  static int panels(int tokens) {
    return (tokens + Tile.TOKENS - 1) / Tile.TOKENS;
  }

  private static int vectors(int elements) {
    return (elements + W - 1) / W;
  }

  /**
   * Copies activations into panels: strip after strip, of {@link Tile#TOKENS} tokens after as many
   * others, W elements of each in turn. If tokens are fewer, the last one is there several times.
   */
  static void panels(
      float[] x,
      int xAt,
      int xStride,
      int tokens,
      int cols,
      int fromPanel,
      int toPanel,
      MemorySegment to) {
    int strip = strip(cols);
    for (int k = 0; k < cols; k += strip) {
      int n = Math.min(strip, cols - k);
      for (int t = fromPanel * Tile.TOKENS; t < toPanel * Tile.TOKENS; t++) {
        int from = xAt + Math.min(t, tokens - 1) * xStride + k;
        long at = panelAt(tokens, k, n, t / Tile.TOKENS) + t % Tile.TOKENS * VECTOR;
        Format.spread(x, from, n, to, at, Tile.TOKENS);
      }
    }
  }

  /** Where the panel of a strip of n elements from k begins. */
  private static long panelAt(int tokens, int k, int n, int panel) {
    return ((long) panels(tokens) * vectors(k) + (long) panel * vectors(n)) * Tile.TOKENS * VECTOR;
  }

  private static void group(
      Tensor w,
      int row,
      int rows,
      MemorySegment x,
      int allTokens,
      int token,
      int tokens,
      float[] out,
      int outAt,
      int outStride,
      VectorScratch scratch) {
    int cols = w.shape().cols();
    int strip = strip(cols);
    long height = (long) vectors(strip) * Tile.ROWS * VECTOR;
    if (w.scales() != null) {
      decodeScaled(w, row, rows, scratch);
    }
    for (int k = 0; k < cols; k += strip) {
      int n = Math.min(strip, cols - k);
      if (w.scales() == null) {
        fetch(w, row, rows, k, n, scratch);
      }
      for (int r = 0; r < rows; r++) {
        long to = r / Tile.ROWS * height + r % Tile.ROWS * VECTOR;
        if (w.scales() == null) {
          decode(w, row + r, k, n, scratch, to);
        } else {
          Format.spread(scratch.floats, r * cols + k, n, scratch.panels, to, Tile.ROWS);
        }
      }
      for (int near = 0; near < tokens; near += NEAR_TOKENS) {
        int end = Math.min(near + NEAR_TOKENS, tokens);
        for (int r = 0; r < rows; r += Tile.ROWS) {
          int panel = r / Tile.ROWS;
          int sums = panel * panels(tokens) * Tile.SUMS;
          int count = Math.min(Tile.ROWS, rows - r);
          for (int t = near; t < end; t += BATCH * Tile.TOKENS) {
            int some = Math.min(BATCH * Tile.TOKENS, end - t);
            int at = sums + panels(t) * Tile.SUMS;
            long from = panelAt(allTokens, k, n, panels(token + t));
            addTiles(panel * height, x, from, some, n, k == 0, scratch, at);
            if (k + n == cols) {
              results(count, some, out, outAt + t * outStride + r, outStride, scratch.sums, at);
            }
          }
        }
      }
    }
  }

  /** Columns of a strip: few strips, of like size. */
  private static int strip(int cols) {
    int strips = (cols + STRIP - 1) / STRIP;
    return (cols + STRIP_UNIT * strips - 1) / (STRIP_UNIT * strips) * STRIP_UNIT;
  }

  /**
   * Reads a byte of about every cache line of a strip of some rows, so that memory is asked for
   * many lines at a time; decoding waits for one after the other.
   */
  private static void fetch(Tensor w, int row, int rows, int k, int n, VectorScratch scratch) {
    Format format = Formats.of(w.type());
    MemorySegment data = w.data();
    int bytes = format.bytes(n);
    int sum = 0;
    for (int r = row; r < row + rows; r++) {
      long at = r * w.rowBytes() + format.bytes(k);
      for (int i = 0; i < bytes; i += LINE) {
        sum += data.get(ValueLayout.JAVA_BYTE, at + i);
      }
    }
    scratch.fetched = sum;
  }

  private static void decode(Tensor w, int row, int k, int n, VectorScratch scratch, long to) {
    Format format = Formats.of(w.type());
    long at = row * w.rowBytes() + format.bytes(k);
    format.decode(w.data(), at, n, scratch, scratch.panels, to);
  }

  /** Rows with scales of their own are decoded whole. */
  private static void decodeScaled(Tensor w, int row, int rows, VectorScratch scratch) {
    for (int r = 0; r < rows; r++) {
      w.row(row + r, scratch.floats, r * w.shape().cols());
    }
  }

  /**
   * Adds a strip of a panel to the partial sums, tile of tokens after tile of tokens from sumsAt.
   *
   * @param first whether the sums begin here
   */
  private static void addTiles(
      long panel,
      MemorySegment x,
      long xAt,
      int tokens,
      int n,
      boolean first,
      VectorScratch scratch,
      int sumsAt) {
    for (int t = 0; t < tokens; t += Tile.TOKENS) {
      int at = sumsAt + panels(t) * Tile.SUMS;
      Tile.add(
          scratch.panels,
          panel,
          x,
          xAt + (long) t * vectors(n) * VECTOR,
          n,
          scratch.sums,
          first ? ZEROS : at,
          at);
    }
  }

  /**
   * Folds the partial sums of a panel and hands out the results: row r of token t goes to {@code
   * outAt + t·outStride + r}.
   */
  private static void results(
      int rows, int tokens, float[] out, int outAt, int outStride, float[] sums, int sumsAt) {
    Fold.all(sums, sumsAt, panels(tokens) * Tile.ROWS * Tile.TOKENS);
    for (int t = 0; t < tokens; t++) {
      for (int r = 0; r < rows; r++) {
        out[outAt + t * outStride + r] = sums[sumsAt + t * Tile.ROWS + r];
      }
    }
  }
}
