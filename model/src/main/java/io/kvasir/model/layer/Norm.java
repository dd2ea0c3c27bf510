package io.kvasir.model.layer;

import io.kvasir.model.config.NormConfig;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import org.jspecify.annotations.Nullable;

/** RMS norm and layer norm; the formulas stand at {@link NormConfig}. */
final class Norm {
  private final NormConfig config;
  private final ParallelKernels parallel;
  private final Kernels kernels;
  private final int width;
  private final float @Nullable [] weight; // (width) with the offset added; null for 1
  private final float @Nullable [] bias; // (width)
  private final ParallelKernels.Task task = this::rows;
  private Rows in = new Rows(0, 0);
  private Rows out = in;

  Norm(NormConfig config, int width, String name, Parameters parameters, ParallelKernels parallel) {
    this(
        config,
        width,
        config.weight() ? parameters.vector(name + ".weight", width) : null,
        config.bias() ? parameters.vector(name + ".bias", width) : null,
        parallel);
  }

  Norm(
      NormConfig config,
      int width,
      float @Nullable [] storedWeight,
      float @Nullable [] bias,
      ParallelKernels parallel) {
    this.config = config;
    this.width = width;
    this.parallel = parallel;
    this.kernels = parallel.kernels();
    this.weight = storedWeight == null ? null : withOffset(storedWeight, config.offset());
    this.bias = bias;
  }

  private static float[] withOffset(float[] stored, float offset) {
    float[] weight = stored.clone();
    if (offset != 0) {
      for (int i = 0; i < weight.length; i++) {
        weight[i] += offset;
      }
    }
    return weight;
  }

  /** Norms the first rows of x into out; both may be the same. */
  void forward(int rows, Rows x, Rows result) {
    in = x;
    out = result;
    RowWork.run(parallel, rows, task);
  }

  private void rows(int from, int to, int worker) {
    for (int row = from; row < to; row++) {
      vector(in.data, in.at(row), out.data, out.at(row));
    }
  }

  /** Norms one vector of width floats; both may be the same. */
  void vector(float[] x, int at, float[] y, int yAt) {
    switch (config.kind()) {
      case RMS -> rms(x, at, y, yAt);
      case LAYER -> layer(x, at, y, yAt);
    }
  }

  private void rms(float[] x, int at, float[] y, int yAt) {
    float meanSquare = kernels.dot(x, at, x, at, width) / width;
    float scale = (float) (1 / Math.sqrt(meanSquare + config.epsilon()));
    for (int i = 0; i < width; i++) {
      y[yAt + i] = x[at + i] * scale;
    }
    weigh(y, yAt);
  }

  private void layer(float[] x, int at, float[] y, int yAt) {
    float mean = kernels.sum(x, at, width) / width;
    for (int i = 0; i < width; i++) {
      y[yAt + i] = x[at + i] - mean;
    }
    float variance = kernels.dot(y, yAt, y, yAt, width) / width;
    float scale = (float) (1 / Math.sqrt(variance + config.epsilon()));
    for (int i = 0; i < width; i++) {
      y[yAt + i] *= scale;
    }
    weigh(y, yAt);
  }

  private void weigh(float[] y, int at) {
    float[] w = weight;
    if (w != null) {
      for (int i = 0; i < width; i++) {
        y[at + i] *= w[i];
      }
    }
    float[] b = bias;
    if (b != null) {
      for (int i = 0; i < width; i++) {
        y[at + i] += b[i];
      }
    }
  }
}
