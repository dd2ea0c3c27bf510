package io.kvasir.model.layer;

import io.kvasir.model.kernel.ParallelKernels;

/**
 * Element-wise work on the rows of a step: one row stays on the calling thread, many are shared by
 * the threads. A row's result never depends on the split.
 */
final class RowWork {
  private RowWork() {}

  static void run(ParallelKernels kernels, int rows, ParallelKernels.Task task) {
    if (rows == 1) {
      task.run(0, 1, 0);
    } else {
      kernels.forEach(rows, task);
    }
  }
}
