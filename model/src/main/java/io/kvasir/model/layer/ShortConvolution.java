package io.kvasir.model.layer;

import io.kvasir.model.config.ShortConvolutionConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.state.LayerState;
import io.kvasir.model.state.RecurrentState;

/** The gated short convolution of LFM2; the formula stands at {@link ShortConvolutionConfig}. */
final class ShortConvolution implements Mixer {
  private final int width;
  private final ParallelKernels kernels;
  private final Linear input; // (3 · width, width)
  private final CausalConvolution convolution;
  private final Linear output; // (width, width)
  private final Workspace.Buffer projected; // (rows, 3 · width): b, c, x
  private final Workspace.Buffer gated; // (rows, width) b ⊙ x
  private final Workspace.Buffer convolved; // (rows, width)
  private final ParallelKernels.Task before = this::before;
  private final ParallelKernels.Task after = this::after;

  ShortConvolution(ShortConvolutionConfig config, int width, String name, BlockBuilder builder) {
    this.width = width;
    this.kernels = builder.kernels();
    Parameters p = builder.parameters();
    this.input = new Linear(name + ".input", 3 * width, width, config.bias(), p);
    this.convolution =
        new CausalConvolution(width, config.kernel(), config.bias(), name + ".kernel", p, kernels);
    this.output = new Linear(name + ".output", width, width, config.bias(), p);
    this.projected = builder.workspace().buffer("recurrent input", 3 * width);
    this.gated = builder.workspace().buffer("convolution input", width);
    this.convolved = builder.workspace().buffer("convolution output", width);
  }

  @Override
  public LayerState newState(int capacity) {
    return new RecurrentState(convolution.recentFloats(), 0);
  }

  @Override
  public void forward(Step step, int layer, Rows x, Rows out) {
    int rows = step.rows();
    input.forward(kernels, rows, x, projected.rows());
    RowWork.run(kernels, rows, before);
    convolution.forward(step, layer, gated.rows(), convolved.rows());
    RowWork.run(kernels, rows, after);
    output.forward(kernels, rows, convolved.rows(), out);
  }

  private void before(int from, int to, int worker) {
    multiply(from, to, 0, projected.rows(), 2 * width, gated.rows());
  }

  private void after(int from, int to, int worker) {
    multiply(from, to, width, convolved.rows(), 0, convolved.rows());
  }

  /** out = projected[gate ...] ⊙ in[column ...], row by row. */
  private void multiply(int from, int to, int gate, Rows in, int column, Rows out) {
    Rows p = projected.rows();
    for (int row = from; row < to; row++) {
      int gt = p.at(row) + gate;
      int it = in.at(row) + column;
      int ot = out.at(row);
      for (int i = 0; i < width; i++) {
        out.data[ot + i] = p.data[gt + i] * in.data[it + i];
      }
    }
  }
}
