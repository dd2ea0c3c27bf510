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
 *
 * @param of the stored matrices
 * @param first the first output that is taken
 * @param every the distance from one output to the next that is taken; 1 for all
 */
record TransposedRule(TensorRule of, int first, int every) implements TensorRule {
  private static final int TILE = 64; // rows and columns that stay in the cache

  @Override
  public boolean present(TensorScope scope) {
    return of.present(scope);
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    List<Tensor> stored = of.find(scope);
    if (scope.vector()) {
      return every == 1 ? stored : taken(stored);
    }
    List<Tensor> result = new ArrayList<>(stored.size());
    for (Tensor tensor : stored) {
      String name = tensor.name() + " transposed" + (every == 1 ? "" : " " + first);
      result.add(scope.files().made(name, () -> transposed(scope, tensor, name)));
    }
    return result;
  }

  private List<Tensor> taken(List<Tensor> stored) {
    List<Tensor> result = new ArrayList<>();
    for (Tensor tensor : stored) {
      for (int row = first; row < tensor.shape().rows(); row += every) {
        result.add(tensor.rows(row, row + 1));
      }
    }
    return result;
  }

  private Tensor transposed(TensorScope scope, Tensor stored, String name) {
    int inputs = stored.shape().rows();
    int outputs = stored.shape().cols();
    boolean plain = stored.type().blockElements() == 1 && stored.scales() == null;
    TensorType type = plain ? stored.type() : TensorType.F32;
    int bytes = type.blockBytes();
    int taken = (outputs - first + every - 1) / every;
    MemorySegment copy = scope.files().copy(name, (long) taken * inputs * bytes);
    MemorySegment from = plain ? stored.data() : decoded(stored);
    for (int input = 0; input < inputs; input += TILE) {
      for (int output = 0; output < taken; output += TILE) {
        for (int r = input; r < Math.min(inputs, input + TILE); r++) {
          for (int c = output; c < Math.min(taken, output + TILE); c++) {
            long at = (long) r * outputs + first + (long) c * every;
            MemorySegment.copy(from, at * bytes, copy, ((long) c * inputs + r) * bytes, bytes);
          }
        }
      }
    }
    return new Tensor(name, type, Shape.matrix(taken, inputs), copy);
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
