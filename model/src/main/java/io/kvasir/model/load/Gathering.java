package io.kvasir.model.load;

import io.kvasir.model.weights.BlockScales;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Copies of rows that do not stand together in a file. */
final class Gathering {
  private Gathering() {}

  /**
   * The same rows of every group.
   *
   * @param files owns the copy
   * @param fused groups · stride rows
   * @param from the first row that is taken of a group
   * @param rows rows that are taken of a group
   * @param stride rows of a group
   * @param groups number of groups
   * @return a matrix of groups · rows rows, with the scales of the original
   */
  static Tensor rows(FileTensors files, Tensor fused, int from, int rows, int stride, int groups) {
    String name = fused.name() + "[" + from + ":" + (from + rows) + " of every " + stride + "]";
    return files.made(
        name,
        () -> {
          long rowBytes = fused.rowBytes();
          MemorySegment copy = files.copy(name, (long) rows * groups * rowBytes);
          for (int row = 0; row < rows * groups; row++) {
            long source = (long) (row / rows) * stride + from + row % rows;
            MemorySegment.copy(fused.data(), source * rowBytes, copy, row * rowBytes, rowBytes);
          }
          Shape shape = Shape.matrix(rows * groups, fused.shape().cols());
          BlockScales scales = scales(files, fused, from, rows, stride, groups);
          return new Tensor(name, fused.type(), shape, copy, scales);
        });
  }

  /** Each gathered row gets a row of factors of its own. */
  private static @Nullable BlockScales scales(
      FileTensors files, Tensor fused, int from, int rows, int stride, int groups) {
    BlockScales scales = fused.scales();
    if (scales == null) {
      return null;
    }
    Tensor factors = scales.factors();
    long rowBytes = factors.rowBytes();
    MemorySegment copy = files.copy(factors.name(), (long) rows * groups * rowBytes);
    for (int row = 0; row < rows * groups; row++) {
      long source = scales.firstRow() + (long) (row / rows) * stride + from + row % rows;
      MemorySegment.copy(
          factors.data(), source / scales.blockRows() * rowBytes, copy, row * rowBytes, rowBytes);
    }
    Shape shape = Shape.matrix(rows * groups, factors.shape().cols());
    Tensor gathered = new Tensor(factors.name(), factors.type(), shape, copy);
    return new BlockScales(gathered, 1, scales.blockCols(), 0);
  }
}
