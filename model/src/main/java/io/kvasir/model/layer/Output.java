package io.kvasir.model.layer;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Tensor;
import org.jspecify.annotations.Nullable;

/** logits = cap · tanh(scale · (W·P·x + bias) / cap), one for each token of the vocabulary. */
final class Output {
  private final OutputConfig config;
  private final int vocabulary;
  private final Tensor weight; // (vocabulary, table width)
  private final @Nullable Linear projection; // P (table width, width)
  private final Workspace.Buffer narrow; // (rows, table width) where there is a projection
  private final float @Nullable [] bias; // (vocabulary)
  private final ParallelKernels kernels;
  private final ParallelKernels.Task finish = this::finish;
  private Rows logits = new Rows(0, 0);
  private int rows;

  Output(
      ModelConfig model,
      Tensor table,
      Parameters parameters,
      Workspace workspace,
      ParallelKernels kernels) {
    this.config = model.output();
    this.vocabulary = model.vocabulary();
    this.kernels = kernels;
    int tableWidth = config.tableWidth();
    int cols = tableWidth == 0 ? model.width() : tableWidth;
    this.weight = config.tied() ? table : parameters.matrix("output.weight", vocabulary, cols);
    this.projection =
        tableWidth == 0
            ? null
            : new Linear("output.projection", tableWidth, model.width(), false, parameters);
    this.narrow = workspace.buffer("projected", tableWidth);
    this.bias = config.bias() ? parameters.vector("output.bias", vocabulary) : null;
  }

  /** Logits of the first rows of x, (rows, width), into (rows, vocabulary). */
  void forward(int count, Rows x, Rows out) {
    Rows last = x;
    if (projection != null) {
      last = narrow.rows();
      projection.forward(kernels, count, x, last);
    }
    kernels.matmul(weight, last, count, out);
    if (bias != null || config.scale() != 1 || config.softCap() != 0) {
      logits = out;
      rows = count;
      kernels.forEach(vocabulary, finish);
    }
  }

  private void finish(int from, int to, int worker) {
    float[] b = bias;
    float scale = config.scale();
    float cap = config.softCap();
    for (int row = 0; row < rows; row++) {
      int at = logits.at(row);
      float[] y = logits.data;
      for (int i = from; i < to; i++) {
        float z = b == null ? y[at + i] : y[at + i] + b[i];
        y[at + i] = cap == 0 ? z * scale : z * scale / cap;
      }
      if (cap != 0) {
        kernels.kernels().activate(Activation.TANH, y, at + from, to - from);
        for (int i = from; i < to; i++) {
          y[at + i] *= cap;
        }
      }
    }
  }
}
