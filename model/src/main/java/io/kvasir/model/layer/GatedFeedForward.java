package io.kvasir.model.layer;

import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Products;
import io.kvasir.model.kernel.Rows;

/** W_down · (f(W_gate·x) ⊙ W_up·x) (Shazeer 2020). */
final class GatedFeedForward implements FeedForward {
  private final FeedForwardConfig.Gated config;
  private final ParallelKernels kernels;
  private final Linear gate; // (inner, width)
  private final Linear up; // (inner, width)
  private final Linear down; // (width, inner)
  private final Workspace.Buffer gated; // (rows, inner)
  private final Workspace.Buffer inner; // (rows, inner)
  private final Products products = new Products(2);
  private final ParallelKernels.Task activate = this::activate;

  GatedFeedForward(
      FeedForwardConfig.Gated config,
      int width,
      String name,
      Parameters parameters,
      Workspace workspace,
      ParallelKernels kernels) {
    this.config = config;
    this.kernels = kernels;
    this.gate = new Linear(name + ".gate", config.width(), width, config.bias(), parameters);
    this.up = new Linear(name + ".up", config.width(), width, config.bias(), parameters);
    this.down = new Linear(name + ".down", width, config.width(), config.bias(), parameters);
    this.gated = workspace.buffer("feed-forward gate", config.width());
    this.inner = workspace.buffer("feed-forward inner", config.width());
  }

  @Override
  public void forward(int rows, Rows x, Rows out) {
    products.clear();
    gate.product(products, rows, x, gated.rows());
    up.product(products, rows, x, inner.rows());
    kernels.matmul(products);
    gate.addBias(rows, gated.rows());
    up.addBias(rows, inner.rows());
    RowWork.run(kernels, rows, activate);
    down.forward(kernels, rows, gated.rows(), out);
  }

  private void activate(int from, int to, int worker) {
    Rows g = gated.rows();
    Rows u = inner.rows();
    for (int row = from; row < to; row++) {
      int at = g.at(row);
      int ut = u.at(row);
      kernels.kernels().activate(config.activation(), g.data, at, config.width());
      for (int i = 0; i < config.width(); i++) {
        g.data[at + i] *= u.data[ut + i];
      }
    }
  }
}
