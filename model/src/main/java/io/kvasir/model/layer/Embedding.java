package io.kvasir.model.layer;

import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.weights.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Each token becomes a row of a table, plus a learned row of its position where a model has such.
 */
final class Embedding {
  private final EmbeddingConfig config;
  private final int width;
  private final Tensor tokens; // (vocabulary, width)
  private final @Nullable Tensor positions; // (rows, width)
  private final float[] position; // (width) one row, decoded
  private final @Nullable Norm norm;

  Embedding(ModelConfig model, Parameters parameters, ParallelKernels kernels) {
    this.config = model.embedding();
    this.width = model.width();
    this.tokens = parameters.matrix("embedding.tokens", model.vocabulary(), width);
    EmbeddingConfig.LearnedPositions learned = config.positions();
    this.positions =
        learned == null ? null : parameters.matrix("embedding.positions", learned.rows(), width);
    this.position = new float[learned == null ? 0 : width];
    this.norm =
        config.norm() == null
            ? null
            : new Norm(config.norm(), width, "embedding.norm", parameters, kernels);
  }

  Tensor table() {
    return tokens;
  }

  /** Fills the residual, (rows, width). */
  void forward(Step step, Rows x) {
    for (int row = 0; row < step.rows(); row++) {
      int at = x.at(row);
      tokens.row(step.token(row), x.data, at);
      if (config.scale() != 1) {
        for (int i = 0; i < width; i++) {
          x.data[at + i] *= config.scale();
        }
      }
      addPosition(step.position(row), x.data, at);
    }
    if (norm != null) {
      norm.forward(step.rows(), x, x);
    }
  }

  private void addPosition(int p, float[] x, int at) {
    Tensor table = positions;
    EmbeddingConfig.LearnedPositions learned = config.positions();
    if (table == null || learned == null) {
      return;
    }
    table.row(p + learned.offset(), position, 0);
    for (int i = 0; i < width; i++) {
      x[at + i] += position[i];
    }
  }
}
