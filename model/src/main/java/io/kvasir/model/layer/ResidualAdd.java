package io.kvasir.model.layer;

import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;

/** x += m · y, row by row. */
final class ResidualAdd {
  private final int width;
  private final float multiplier;
  private final ParallelKernels kernels;
  private final ParallelKernels.Task task = this::rows;
  private Rows y = new Rows(0, 0);
  private Rows x = y;

  ResidualAdd(int width, float multiplier, ParallelKernels kernels) {
    this.width = width;
    this.multiplier = multiplier;
    this.kernels = kernels;
  }

  void forward(int rows, Rows what, Rows residual) {
    y = what;
    x = residual;
    RowWork.run(kernels, rows, task);
  }

  private void rows(int from, int to, int worker) {
    float[] a = x.data;
    float[] b = y.data;
    for (int row = from; row < to; row++) {
      int at = x.at(row);
      int bt = y.at(row);
      if (multiplier == 1) {
        for (int i = 0; i < width; i++) {
          a[at + i] += b[bt + i];
        }
      } else {
        for (int i = 0; i < width; i++) {
          a[at + i] += b[bt + i] * multiplier;
        }
      }
    }
  }
}
