package io.kvasir.model.layer;

import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.state.RecurrentState;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of each channel alone over the last positions: {@code y[t] = Σ_k w[k]·x[t - K + 1 +
 * k] + b}. What came before a step is kept in the layer's state; before the first position stands
 * zero.
 */
final class CausalConvolution {
  private final int channels;
  private final int kernel;
  private final float[] weights; // (kernel, channels)
  private final float @Nullable [] bias; // (channels)
  private final ParallelKernels kernels;
  private final ParallelKernels.Task task = this::channels;
  private Step step = new Step(0);
  private int layer;
  private Rows x = new Rows(0, 0);
  private Rows y = x;

  CausalConvolution(
      int channels,
      int kernel,
      boolean hasBias,
      String name,
      Parameters parameters,
      ParallelKernels kernels) {
    this.channels = channels;
    this.kernel = kernel;
    this.kernels = kernels;
    this.bias = hasBias ? parameters.vector(name + ".bias", channels) : null;
    float[] stored = parameters.vector(name + ".weight", channels * kernel); // (channels, kernel)
    this.weights = new float[stored.length];
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < kernel; k++) {
        weights[k * channels + c] = stored[c * kernel + k];
      }
    }
  }

  /** Floats of past inputs in a layer's state. */
  int recentFloats() {
    return (kernel - 1) * channels;
  }

  /**
   * Convolves the rows of a step from x, (rows, channels), into y, another buffer, and moves the
   * states on.
   */
  void forward(Step newStep, int newLayer, Rows in, Rows out) {
    step = newStep;
    layer = newLayer;
    x = in;
    y = out;
    kernels.forEach(channels, task);
  }

  private void channels(int from, int to, int worker) {
    for (int run = 0; run < step.runs(); run++) {
      float[] recent = ((RecurrentState) step.sequence(run).state(layer)).recent();
      for (int i = 0; i < step.count(run); i++) {
        row(recent, step.firstRow(run), i, from, to);
      }
      remember(recent, step.firstRow(run), step.count(run), from, to);
    }
  }

  private void row(float[] recent, int first, int i, int from, int to) {
    int at = y.at(first + i);
    for (int c = from; c < to; c++) {
      y.data[at + c] = 0;
    }
    for (int k = 0; k < kernel; k++) {
      int past = i - kernel + 1 + k; // row of the run, negative for what came before
      float[] source = past < 0 ? recent : x.data;
      int sourceAt = past < 0 ? (past + kernel - 1) * channels : x.at(first + past);
      int w = k * channels;
      for (int c = from; c < to; c++) {
        y.data[at + c] += weights[w + c] * source[sourceAt + c];
      }
    }
    float[] b = bias;
    if (b != null) {
      for (int c = from; c < to; c++) {
        y.data[at + c] += b[c];
      }
    }
  }

  /** The last kernel - 1 inputs, oldest first. */
  private void remember(float[] recent, int first, int count, int from, int to) {
    int length = to - from;
    for (int k = 0; k < kernel - 1; k++) {
      int past = count - kernel + 1 + k;
      float[] source = past < 0 ? recent : x.data;
      int at = past < 0 ? (past + kernel - 1) * channels : x.at(first + past);
      System.arraycopy(source, at + from, recent, k * channels + from, length);
    }
  }
}
