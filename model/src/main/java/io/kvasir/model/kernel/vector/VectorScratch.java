package io.kvasir.model.kernel.vector;

import static io.kvasir.model.kernel.vector.Lanes.W;

import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.PackedRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory for intermediate results of products, for one thread. */
final class VectorScratch implements Kernels.Scratch {
  private static final int ROOM = 64;
  private static final int ALIGNMENT = 64; // of a cache line

  /** Partial sums of the tiles of a group; see {@link MatrixProduct}. */
  final float[] sums = new float[MatrixProduct.GROUP_SUMS];

  /** Decoded strips of rows, tile by tile; see {@link Tile}. */
  final MemorySegment panels = floats((long) MatrixProduct.GROUP_ROWS * MatrixProduct.STRIP);

  /** Results of a group of packed rows; see {@link IntegerProduct}. */
  final float[] rows = new float[IntegerProduct.TOKENS * PackedRows.SIDE];

  /** Sums of a block, two of 16 bits in a float: a vector for each token, two where w are bytes. */
  final float[] blockSums = new float[2 * W * IntegerProduct.TOKENS];

  private MemorySegment tokens = MemorySegment.NULL;

  /** What was read for no other purpose than to have it near; without it C2 would not read. */
  int fetched;

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

  /** Makes room for whole rows, which only tensors with scales of their own need. */
  void reserve(int count) {
    if (floats.length < count) {
      floats = new float[count];
    }
  }

  /** Room for the panels of some tokens, where nobody has made them. */
  MemorySegment tokens(long bytes) {
    if (tokens.byteSize() < bytes) {
      tokens = floats(bytes / Float.BYTES);
    }
    return tokens;
  }

  /** Memory whose vectors do not cross cache lines, which an array cannot promise. */
  private static MemorySegment floats(long count) {
    return Arena.ofAuto().allocate(count * Float.BYTES, ALIGNMENT);
  }
}
