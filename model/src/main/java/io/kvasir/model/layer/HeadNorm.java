package io.kvasir.model.layer;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.kernel.ParallelKernels;
import java.util.Arrays;

/**
 * A norm on the queries or keys of one position; what it covers stands at {@link
 * AttentionConfig.Span}.
 */
final class HeadNorm {
  private final Norm[] norms; // one per part
  private final int partWidth;

  HeadNorm(
      AttentionConfig.QueryKeyNorm config,
      int heads,
      int headWidth,
      String name,
      Parameters parameters,
      ParallelKernels kernels) {
    boolean whole = config.span() == AttentionConfig.Span.ALL_HEADS;
    partWidth = whole ? heads * headWidth : headWidth;
    norms = new Norm[whole ? 1 : heads];
    if (config.span() == AttentionConfig.Span.EACH_HEAD) {
      float[] weights =
          config.norm().weight() ? parameters.vector(name + ".weight", heads * headWidth) : null;
      float[] biases =
          config.norm().bias() ? parameters.vector(name + ".bias", heads * headWidth) : null;
      for (int h = 0; h < heads; h++) {
        int from = h * headWidth;
        norms[h] =
            new Norm(
                config.norm(),
                headWidth,
                weights == null ? null : Arrays.copyOfRange(weights, from, from + headWidth),
                biases == null ? null : Arrays.copyOfRange(biases, from, from + headWidth),
                kernels);
      }
    } else {
      Arrays.fill(norms, new Norm(config.norm(), partWidth, name, parameters, kernels));
    }
  }

  void forward(float[] x, int at) {
    for (int part = 0; part < norms.length; part++) {
      norms[part].vector(x, at + part * partWidth, x, at + part * partWidth);
    }
  }
}
