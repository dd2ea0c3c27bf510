package io.kvasir.model.weights;

/**
 * The extent of a tensor, row-major: cols runs fastest. A vector of n is (1, 1, n); a matrix that
 * maps in to out is (1, out, in); a stack of experts is (experts, out, in).
 *
 * @param depth matrices in the stack, at least 1
 * @param rows rows of a matrix, at least 1
 * @param cols elements of a row, at least 1
 */
public record Shape(int depth, int rows, int cols) {
  /** More than any file holds, and so few that a count of bytes or bits never overflows a long. */
  public static final long MOST_ELEMENTS = 1L << 48;

  /**
   * Checks the extent.
   *
   * @throws IllegalArgumentException if one is not positive or the product exceeds {@link
   *     #MOST_ELEMENTS}
   */
  public Shape {
    if (depth < 1 || rows < 1 || cols < 1) {
      throw new IllegalArgumentException(
          "dimensions must be at least 1, found " + text(depth, rows, cols));
    }
    if ((long) depth * rows > MOST_ELEMENTS / cols) {
      throw new IllegalArgumentException("more than 2^48 elements: " + text(depth, rows, cols));
    }
  }

  /**
   * A vector.
   *
   * @param n elements
   * @return (1, 1, n)
   */
  public static Shape vector(int n) {
    return new Shape(1, 1, n);
  }

  /**
   * A matrix.
   *
   * @param rows rows, or outputs
   * @param cols columns, or inputs
   * @return (1, rows, cols)
   */
  public static Shape matrix(int rows, int cols) {
    return new Shape(1, rows, cols);
  }

  /**
   * Folds any number of dimensions into three: all but the last two become the depth.
   *
   * @param dimensions extents, the slowest first; none means a single element
   * @return the shape
   * @throws IllegalArgumentException if an extent is not positive or does not fit
   */
  public static Shape of(long... dimensions) {
    int n = dimensions.length;
    long depth = 1;
    for (int i = 0; i < n - 2; i++) {
      depth = Math.multiplyExact(checked(depth), checked(dimensions[i]));
    }
    long rows = n > 1 ? dimensions[n - 2] : 1;
    long cols = n > 0 ? dimensions[n - 1] : 1;
    return new Shape((int) checked(depth), (int) checked(rows), (int) checked(cols));
  }

  private static long checked(long extent) {
    if (extent < 1 || extent > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "dimension " + extent + " is out of range, wanted 1 to 2^31-1");
    }
    return extent;
  }

  /**
   * All elements.
   *
   * @return depth · rows · cols
   */
  public long elements() {
    return (long) depth * rows * cols;
  }

  /**
   * Whether this is one row.
   *
   * @return true for (1, 1, n)
   */
  public boolean isVector() {
    return depth == 1 && rows == 1;
  }

  /** The extents in brackets, the slowest first, without leading ones: {@code [out, in]}. */
  @Override
  public String toString() {
    return text(depth, rows, cols);
  }

  private static String text(int depth, int rows, int cols) {
    return depth != 1
        ? "[" + depth + ", " + rows + ", " + cols + "]"
        : rows != 1 ? "[" + rows + ", " + cols + "]" : "[" + cols + "]";
  }
}
