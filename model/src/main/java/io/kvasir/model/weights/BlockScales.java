package io.kvasir.model.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Factors of a tensor that a file keeps apart from its elements: one factor for each block of
 * blockRows × blockCols elements of a matrix. Element (r, c) is multiplied by factor ((firstRow +
 * r) / blockRows, c / blockCols) and rounded to float.
 *
 * @param factors shape (depth, rows of blocks, columns of blocks), of type F32, F16, BF16 or
 *     F8_E8M0
 * @param blockRows rows of a block, at least 1
 * @param blockCols columns of a block, at least 1
 * @param firstRow row of the whole matrix that is row 0 of the tensor
 */
public record BlockScales(Tensor factors, int blockRows, int blockCols, int firstRow) {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * Checks the type of the factors.
   *
   * @throws IllegalArgumentException if it is none of the four
   */
  public BlockScales {
    switch (factors.type()) {
      case F32, F16, BF16, F8_E8M0 -> {}
      default ->
          throw new IllegalArgumentException(
              "scales of the type " + factors.type() + ", wanted F32, F16, BF16 or F8_E8M0");
    }
  }

  /** Throws unless the factors cover a tensor of the shape. */
  void check(Shape shape) {
    Shape blocks = factors.shape();
    long rows = blocksOf((long) firstRow + shape.rows(), blockRows);
    long cols = blocksOf(shape.cols(), blockCols);
    if (blocks.depth() != shape.depth() || blocks.rows() < rows || blocks.cols() != cols) {
      throw new IllegalArgumentException(
          "scales "
              + blocks
              + " do not fit "
              + shape
              + " in blocks of "
              + blockRows
              + " x "
              + blockCols);
    }
  }

  private static long blocksOf(long extent, int block) {
    return (extent + block - 1) / block;
  }

  /** The factors of one matrix of a stack. */
  BlockScales slice(int index) {
    return new BlockScales(factors.slice(index), blockRows, blockCols, firstRow);
  }

  /** The factors of a matrix without its first rows. */
  BlockScales from(int row) {
    return new BlockScales(factors, blockRows, blockCols, firstRow + row);
  }

  /** Multiplies the decoded elements of row r, counted through the stack of a shape. */
  void apply(int r, Shape shape, float[] dst, int at) {
    Shape blocks = factors.shape();
    long matrix = r / shape.rows();
    long blockRow = ((long) firstRow + r % shape.rows()) / blockRows;
    long first = (matrix * blocks.rows() + blockRow) * blocks.cols();
    int end = at + shape.cols();
    for (int b = 0; b < blocks.cols(); b++) {
      float factor = factor(first + b);
      int from = at + b * blockCols;
      int to = Math.min(end - from, blockCols) + from;
      for (int i = from; i < to; i++) {
        dst[i] *= factor;
      }
    }
  }

  private float factor(long index) {
    MemorySegment data = factors.data();
    return switch (factors.type()) {
      case F16 -> Float.float16ToFloat(data.get(SHORT, 2 * index));
      case BF16 -> Float.intBitsToFloat(data.get(SHORT, 2 * index) << 16);
      case F8_E8M0 -> powerOfTwo(data.get(ValueLayout.JAVA_BYTE, index) & 0xff);
      default -> data.get(FLOAT, 4 * index);
    };
  }

  private static float powerOfTwo(int e) {
    return e == 255 ? Float.NaN : Math.scalb(1f, e - 127);
  }
}
