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
  private final ParallelKernels kernels;
  private final Tensor tokens; // (vocabulary, table width)
  private final @Nullable Linear projection; // (width, table width)
  private final Workspace.Buffer narrow; // (rows, table width) where there is a projection
  private final @Nullable Tensor positions; // (rows, width)
  private final float[] position; // (width) one row, decoded
  private final @Nullable Norm norm;

  Embedding(
      ModelConfig model, Parameters parameters, Workspace workspace, ParallelKernels kernels) {
    this.config = model.embedding();
    this.width = model.width();
    this.kernels = kernels;
    int tableWidth = config.tableWidth();
    this.tokens =
        parameters.matrix(
            "embedding.tokens", model.vocabulary(), tableWidth == 0 ? width : tableWidth);
    this.projection =
        tableWidth == 0
            ? null
            : new Linear("embedding.projection", width, tableWidth, false, parameters);
    this.narrow = workspace.buffer("token rows", tableWidth);
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
    Linear wide = projection;
    if (wide == null) {
      take(step, x, width);
    } else {
      take(step, narrow.rows(), config.tableWidth());
      wide.forward(kernels, step.rows(), narrow.rows(), x);
    }
    for (int row = 0; row < step.rows(); row++) {
      int at = x.at(row);
      addPosition(step.position(row), x.data, at);
    }
    if (norm != null) {
      norm.forward(step.rows(), x, x);
    }
  }

  /** The scaled rows of the table. */
  private void take(Step step, Rows out, int floats) {
    for (int row = 0; row < step.rows(); row++) {
      int at = out.at(row);
      tokens.row(step.token(row), out.data, at);
      if (config.scale() != 1) {
        for (int i = 0; i < floats; i++) {
          out.data[at + i] *= config.scale();
        }
      }
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
