package io.kvasir.model.layer;

import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;

/** W_down · f(W_up·x + b) + b. */
final class PlainFeedForward implements FeedForward {
  private final FeedForwardConfig.Plain config;
  private final ParallelKernels kernels;
  private final Linear up; // (inner, width)
  private final Linear down; // (width, inner)
  private final Workspace.Buffer inner; // (rows, inner)
  private final ParallelKernels.Task activate = this::activate;

  PlainFeedForward(
      FeedForwardConfig.Plain config,
      int width,
      String name,
      Parameters parameters,
      Workspace workspace,
      ParallelKernels kernels) {
    this.config = config;
    this.kernels = kernels;
    this.up = new Linear(name + ".up", config.width(), width, config.bias(), parameters);
    this.down = new Linear(name + ".down", width, config.width(), config.bias(), parameters);
    this.inner = workspace.buffer("feed-forward inner", config.width());
  }

  @Override
  public void forward(int rows, Rows x, Rows out) {
    up.forward(kernels, rows, x, inner.rows());
    RowWork.run(kernels, rows, activate);
    down.forward(kernels, rows, inner.rows(), out);
  }

  private void activate(int from, int to, int worker) {
    Rows h = inner.rows();
    for (int row = from; row < to; row++) {
      kernels.kernels().activate(config.activation(), h.data, h.at(row), config.width());
    }
  }
}
