package io.kvasir.tools.reference;

import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;

/** Numbers for every name, always the same for a name. */
final class RandomParameters implements Parameters {
  private final long seed;

  RandomParameters(long seed) {
    this.seed = seed;
  }

  @Override
  public Tensor matrix(String name, int rows, int cols) {
    MemorySegment data = MemorySegment.ofArray(numbers(name, rows * cols));
    return new Tensor(name, TensorType.F32, Shape.matrix(rows, cols), data);
  }

  @Override
  public List<Tensor> stack(String name, int depth, int rows, int cols) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public float[] vector(String name, int length) {
    return numbers(name, length);
  }

  private float[] numbers(String name, int count) {
    Random random = new Random(seed + name.hashCode());
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian() * 0.3f;
    }
    return numbers;
  }
}
