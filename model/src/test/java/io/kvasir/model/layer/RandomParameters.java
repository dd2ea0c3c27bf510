package io.kvasir.model.layer;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Seeded random tensors in every format, so that layers can be tested at any shape without a file.
 */
final class RandomParameters implements Parameters {
  private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED;

  private final TensorType type;
  private final long seed;

  RandomParameters(TensorType type, long seed) {
    this.type = type;
    this.seed = seed;
  }

  @Override
  public Tensor matrix(String name, int rows, int cols) {
    boolean fits = cols % type.blockElements() == 0;
    return random(name, fits ? type : TensorType.F32, rows, cols);
  }

  @Override
  public List<Tensor> stack(String name, int depth, int rows, int cols) {
    List<Tensor> stack = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      stack.add(matrix(name + i, rows, cols));
    }
    return stack;
  }

  @Override
  public float[] vector(String name, int length) {
    Random random = new Random(seed ^ name.hashCode());
    float[] vector = new float[length];
    float middle = name.endsWith("norm.weight") ? 1 : name.endsWith("decay_base") ? -1 : 0;
    for (int i = 0; i < length; i++) {
      vector[i] = middle + 0.2f * (float) random.nextGaussian();
    }
    return vector;
  }

  private Tensor random(String name, TensorType format, int rows, int cols) {
    Random random = new Random(seed ^ name.hashCode());
    MemorySegment data = Arena.ofAuto().allocate(format.bytes((long) rows * cols), 64);
    int elements = format.blockElements();
    float[] block = new float[elements];
    float deviation = (float) (1 / Math.sqrt(cols));
    for (long at = 0; at < data.byteSize(); at += format.blockBytes()) {
      if (format.codec().encodes()) {
        for (int i = 0; i < elements; i++) {
          block[i] = deviation * (float) random.nextGaussian();
        }
        format.codec().encode(block, 0, data, at);
      } else {
        for (int i = 0; i < format.blockBytes(); i++) {
          data.set(ValueLayout.JAVA_BYTE, at + i, (byte) random.nextInt());
        }
        scales(format, data, at, deviation);
      }
    }
    return new Tensor(name, format, new Shape(1, rows, cols), data);
  }

  /** Puts moderate scales where random bytes would be huge or no numbers. */
  private static void scales(TensorType type, MemorySegment data, long at, float deviation) {
    switch (type) {
      case Q4_K, Q5_K -> {
        half(data, at, deviation / 128);
        half(data, at + 2, deviation / 64);
      }
      case Q6_K -> half(data, at + 208, deviation / 1024);
      default -> throw new IllegalArgumentException("no random blocks of " + type);
    }
  }

  private static void half(MemorySegment data, long at, float value) {
    data.set(HALF, at, Float.floatToFloat16(value));
  }
}
