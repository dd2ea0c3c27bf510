package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.Kernels;

/** Memory for intermediate results of products, for one thread. */
final class VectorScratch implements Kernels.Scratch {
  private static final int ROOM = 64;

  /** Partial sums of the tiles of a group; see {@link MatrixProduct}. */
  final float[] sums = new float[MatrixProduct.GROUP_SUMS];

  /** Decoded strips of rows, tile by tile; see {@link Tile}. */
  float[] panels = new float[MatrixProduct.GROUP_ROWS * MatrixProduct.STRIP];

  /** Encoded strips of {@link Format#ROWS} rows, and room to read a whole vector at the end. */
  final byte[] bytes = new byte[Format.ROWS * Format.STRIP_BYTES + ROOM];

  /** Numbers of the strips of {@link Format#ROWS} rows; see {@link GroupFormat}. */
  final byte[] quants = new byte[Format.ROWS * Format.STRIP + ROOM];

  /** Their scales. */
  final float[] scales = new float[Format.ROWS * GroupFormat.CHUNKS];

  /** Their minima. */
  final float[] minima = new float[Format.ROWS * GroupFormat.CHUNKS];

  /** Elements of the strips of {@link Format#ROWS} rows. */
  float[] floats = new float[Format.ROWS * Format.STRIP];

  /** Makes room for whole rows of a width, which only tensors with scales of their own need. */
  void reserve(int cols) {
    if (floats.length < cols) {
      floats = new float[cols];
    }
    int vectors = (cols + W - 1) / W;
    if (panels.length < MatrixProduct.GROUP_ROWS * vectors * W) {
      panels = new float[MatrixProduct.GROUP_ROWS * vectors * W];
    }
  }
}
