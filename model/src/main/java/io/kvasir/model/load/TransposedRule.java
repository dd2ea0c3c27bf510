package io.kvasir.model.load;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Matrices that the file stores [in, out], copied to [out, in]; a vector stays as it is. Types of
 * several elements in a block become F32.
 */
record TransposedRule(TensorRule of) implements TensorRule {
  private static final int TILE = 64; // rows and columns that stay in the cache

  @Override
  public boolean present(TensorScope scope) {
    return of.present(scope);
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    List<Tensor> stored = of.find(scope);
    if (scope.vector()) {
      return stored;
    }
    List<Tensor> result = new ArrayList<>(stored.size());
    for (Tensor tensor : stored) {
      String name = tensor.name() + " transposed";
      result.add(scope.files().made(name, () -> transposed(scope, tensor, name)));
    }
    return result;
  }

  private static Tensor transposed(TensorScope scope, Tensor stored, String name) {
    int rows = stored.shape().rows();
    int cols = stored.shape().cols();
    boolean plain = stored.type().blockElements() == 1;
    TensorType type = plain ? stored.type() : TensorType.F32;
    int bytes = type.blockBytes();
    MemorySegment copy = scope.files().copy(name, (long) rows * cols * bytes);
    MemorySegment from = plain ? stored.data() : decoded(stored);
    for (int row = 0; row < rows; row += TILE) {
      for (int col = 0; col < cols; col += TILE) {
        tile(from, copy, bytes, rows, cols, row, col);
      }
    }
    return new Tensor(name, type, Shape.matrix(cols, rows), copy);
  }

  private static void tile(
      MemorySegment from, MemorySegment to, int bytes, int rows, int cols, int row, int col) {
    for (int r = row; r < Math.min(rows, row + TILE); r++) {
      for (int c = col; c < Math.min(cols, col + TILE); c++) {
        MemorySegment.copy(
            from, ((long) r * cols + c) * bytes, to, ((long) c * rows + r) * bytes, bytes);
      }
    }
  }

  private static MemorySegment decoded(Tensor stored) {
    int cols = stored.shape().cols();
    float[] all = new float[Math.multiplyExact(stored.shape().rows(), cols)];
    for (int row = 0; row < stored.shape().rows(); row++) {
      stored.row(row, all, row * cols);
    }
    return MemorySegment.ofArray(all);
  }
}
