package io.kvasir.model.weights;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A named view of bytes in a mapped file. Immutable; shared by threads; valid until its {@link
 * TensorSource} is closed.
 *
 * @param name the name in the file
 * @param type format of the bytes
 * @param shape extent; a row is a whole number of blocks
 * @param data exactly the bytes of the elements, row-major, at any alignment
 * @param scales factors that the file keeps apart (FP8, MXFP4 in safetensors), or null: the
 *     elements are what the type says. Whoever decodes {@code data} without {@link #row} has to
 *     apply them
 */
public record Tensor(
    String name, TensorType type, Shape shape, MemorySegment data, @Nullable BlockScales scales) {
  /**
   * Checks that rows are whole blocks and that the bytes are as many as the shape needs.
   *
   * @throws IllegalArgumentException if not
   */
  public Tensor {
    if (shape.cols() % type.blockElements() != 0) {
      throw new IllegalArgumentException(
          "row length "
              + shape.cols()
              + " is not a multiple of the block size "
              + type.blockElements()
              + " of "
              + type);
    }
    long bytes = type.bytes(shape.elements());
    if (data.byteSize() != bytes) {
      throw new IllegalArgumentException(
          data.byteSize() + " bytes, expected " + bytes + " for " + type + " " + shape);
    }
    if (scales != null) {
      scales.check(shape);
    }
  }

  /**
   * A tensor without scales of its own.
   *
   * @param name the name in the file
   * @param type format of the bytes
   * @param shape extent; a row is a whole number of blocks
   * @param data exactly the bytes of the elements, row-major, at any alignment
   */
  public Tensor(String name, TensorType type, Shape shape, MemorySegment data) {
    this(name, type, shape, data, null);
  }

  /**
   * Bytes of one row.
   *
   * @return bytes from the begin of a row to the next
   */
  public long rowBytes() {
    return type.bytes(shape.cols());
  }

  /**
   * All rows of the stack.
   *
   * @return depth · rows
   */
  public long rowCount() {
    return (long) shape.depth() * shape.rows();
  }

  /**
   * Decodes one row.
   *
   * @param r 0 to {@link #rowCount} - 1; rows of a stack are counted through
   * @param dst receives cols floats
   * @param at offset of the first
   */
  public void row(int r, float[] dst, int at) {
    type.codec().decode(data, r * rowBytes(), dst, at, shape.cols() / type.blockElements());
    if (scales != null) {
      scales.apply(r, shape, dst, at);
    }
  }

  /**
   * One matrix of the stack.
   *
   * @param index 0 to depth - 1
   * @return a view of shape (1, rows, cols) named {@code name[index]}
   */
  public Tensor slice(int index) {
    long bytes = shape.rows() * rowBytes();
    return new Tensor(
        name + "[" + index + "]",
        type,
        new Shape(1, shape.rows(), shape.cols()),
        data.asSlice(index * bytes, bytes),
        scales == null ? null : scales.slice(index));
  }

  /**
   * Some rows of a matrix, for instance the query rows of a fused projection.
   *
   * @param from first row
   * @param to row after the last
   * @return a view of shape (1, to - from, cols) named {@code name[from:to]}
   * @throws IllegalArgumentException if this is a stack
   */
  public Tensor rows(int from, int to) {
    if (shape.depth() != 1) {
      throw new IllegalArgumentException(name + " is a stack of " + shape.depth() + " matrices");
    }
    return new Tensor(
        name + "[" + from + ":" + to + "]",
        type,
        new Shape(1, to - from, shape.cols()),
        data.asSlice(from * rowBytes(), (to - from) * rowBytes()),
        scales == null ? null : scales.from(from));
  }

  @Override
  public String toString() {
    return name + " " + type + " " + shape;
  }
}
