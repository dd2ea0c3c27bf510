package io.kvasir.model.kernel;

/**
 * A block of {@code capacity} rows of {@code cols} floats, row-major: element (r, c) is {@code
 * data[r * cols + c]}.
 */
public final class Rows {
  /** The elements, shape (capacity, cols). */
  public final float[] data;

  /** Floats in a row. */
  public final int cols;

  /** Rows that fit. */
  public final int capacity;

  /**
   * Makes a block of zeros.
   *
   * @param capacity rows
   * @param cols floats in a row
   */
  public Rows(int capacity, int cols) {
    this.data = new float[Math.multiplyExact(capacity, cols)];
    this.capacity = capacity;
    this.cols = cols;
  }

  /**
   * Where a row begins in {@link #data}.
   *
   * @param row index of the row
   * @return offset in floats
   */
  public int at(int row) {
    return row * cols;
  }
}
