package io.kvasir.model.layer;

import io.kvasir.model.kernel.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * The buffers of a pass, shared by all layers: a buffer has a row for each row of the step and
 * grows with the largest step. Layers ask for theirs when they are built; the same name gives the
 * same buffer.
 */
final class Workspace {
  /**
   * One buffer; its rows are fetched anew in every step, since they are replaced when they grow.
   */
  static final class Buffer {
    final String name;
    private final int rowsPerRow;
    private int cols;
    private Rows rows = new Rows(0, 0);

    private Buffer(String name, int rowsPerRow) {
      this.name = name;
      this.rowsPerRow = rowsPerRow;
    }

    /** The floats, shape (at least the step's rows · rowsPerRow, at least the asked cols). */
    Rows rows() {
      return rows;
    }
  }

  private final List<Buffer> buffers = new ArrayList<>();
  private final int maxRows;
  private int capacity;

  /**
   * No buffers yet.
   *
   * @param maxRows the most rows of a step
   */
  Workspace(int maxRows) {
    this.maxRows = maxRows;
  }

  /** A buffer of one row for each row of a step. */
  Buffer buffer(String name, int cols) {
    return buffer(name, 1, cols);
  }

  /** A buffer of several rows for each row of a step. */
  Buffer buffer(String name, int rowsPerRow, int cols) {
    long floats = (long) maxRows * rowsPerRow * cols;
    if (floats > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          name + ": a pass takes " + floats + " floats, wanted fewer than 2^31");
    }
    for (Buffer known : buffers) {
      if (known.name.equals(name) && known.rowsPerRow == rowsPerRow) {
        known.cols = Math.max(known.cols, cols);
        return known;
      }
    }
    Buffer buffer = new Buffer(name, rowsPerRow);
    buffer.cols = cols;
    buffers.add(buffer);
    return buffer;
  }

  /** Makes all buffers large enough for a step. */
  void ensure(int stepRows) {
    if (stepRows <= capacity) {
      return;
    }
    capacity = stepRows;
    for (Buffer buffer : buffers) {
      buffer.rows = new Rows(Math.multiplyExact(stepRows, buffer.rowsPerRow), buffer.cols);
    }
  }
}
