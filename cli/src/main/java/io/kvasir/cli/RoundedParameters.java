package io.kvasir.cli;

import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a model with every matrix rounded to another type, and the error of each. */
final class RoundedParameters implements Parameters {
  private final Parameters source;
  private final TensorType type;
  private final Arena arena;
  private final Map<String, Double> errors = new LinkedHashMap<>(); // by tensor, in their order

  RoundedParameters(Parameters source, TensorType type, Arena arena) {
    this.source = source;
    this.type = type;
    this.arena = arena;
  }

  /** Relative error of each matrix: root mean square of the change over that of the weights. */
  Map<String, Double> errors() {
    return errors;
  }

  @Override
  public Tensor matrix(String name, int rows, int cols) {
    return rounded(name, source.matrix(name, rows, cols), rows, cols);
  }

  @Override
  public List<Tensor> stack(String name, int depth, int rows, int cols) {
    return source.stack(name, depth, rows, cols).stream()
        .map(tensor -> rounded(name, tensor, rows, cols))
        .toList();
  }

  @Override
  public float[] vector(String name, int length) {
    return source.vector(name, length);
  }

  private Tensor rounded(String name, Tensor tensor, int rows, int cols) {
    int elements = type.codec().elements();
    if (cols % elements != 0) {
      return tensor; // its rows are no whole blocks: it stays as it is
    }
    MemorySegment data = arena.allocate(type.bytes((long) rows * cols), 64);
    float[] before = new float[cols];
    float[] after = new float[cols];
    double change = 0;
    double power = 0;
    long at = 0;
    for (int row = 0; row < rows; row++) {
      tensor.row(row, before, 0);
      for (int c = 0; c < cols; c += elements) {
        type.codec().encode(before, c, data, at);
        type.codec().decode(data, at, after, c);
        at += type.codec().bytes();
      }
      for (int c = 0; c < cols; c++) {
        double difference = (double) after[c] - before[c];
        change += difference * difference;
        power += (double) before[c] * before[c];
      }
    }
    errors.put(name, power == 0 ? 0 : Math.sqrt(change / power));
    return new Tensor(tensor.name(), type, Shape.matrix(rows, cols), data);
  }
}
