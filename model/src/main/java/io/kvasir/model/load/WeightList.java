package io.kvasir.model.load;

import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.Activations;
import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands parameters on and keeps the list of what was asked for: exactly what a decoder is made of.
 */
final class WeightList implements Parameters {
  private static final Pattern EXPERTS =
      Pattern.compile("layers\\.(\\d+)\\.experts\\.(gate|up|down)\\.weight");

  private final ModelConfig config;
  private final Parameters parameters;
  private final Activations activations;
  private final List<MemorySegment> matrices = new ArrayList<>();
  private final Map<TensorType, Tensor> examples = new EnumMap<>(TensorType.class);
  private long count;
  private long bytes;
  private long bytesPerToken;
  private long multiplyAdds;
  private long outputMultiplyAdds;
  private long packedBytes;

  WeightList(ModelConfig config, Parameters parameters, Activations activations) {
    this.config = config;
    this.parameters = parameters;
    this.activations = activations;
  }

  /** The bytes of the matrices, each once. */
  List<MemorySegment> matrices() {
    return List.copyOf(matrices);
  }

  /** The largest matrix of each type, the largest first. */
  List<Tensor> examples() {
    return examples.values().stream()
        .sorted(Comparator.comparingLong((Tensor t) -> t.data().byteSize()).reversed())
        .toList();
  }

  /** Bytes of the packed copies that the numeric mode likes to keep. */
  long packedBytes() {
    return packedBytes;
  }

  WeightCosts costs() {
    return new WeightCosts(count, bytes, bytesPerToken, multiplyAdds, outputMultiplyAdds);
  }

  @Override
  public Tensor matrix(String name, int rows, int cols) {
    Tensor tensor = parameters.matrix(name, rows, cols);
    add(tensor);
    boolean table = name.startsWith("embedding.");
    boolean output =
        name.equals("output.weight") || (name.equals("embedding.tokens") && config.output().tied());
    if (output) {
      outputMultiplyAdds = tensor.shape().elements();
    } else if (!table) {
      multiplyAdds += tensor.shape().elements();
    }
    if (output || !table) {
      bytesPerToken += read(tensor);
      packedBytes += activations.packedBytes(tensor);
    }
    return tensor;
  }

  @Override
  public List<Tensor> stack(String name, int depth, int rows, int cols) {
    List<Tensor> tensors = parameters.stack(name, depth, rows, cols);
    tensors.forEach(this::add);
    tensors.forEach(tensor -> packedBytes += activations.packedBytes(tensor));
    int used = used(name, depth);
    for (Tensor tensor : tensors.subList(0, used)) { // all have one size
      multiplyAdds += tensor.shape().elements();
      bytesPerToken += read(tensor);
    }
    return tensors;
  }

  /** Bytes of a matrix that a pass reads: those of its packed copy, if it has one. */
  private long read(Tensor tensor) {
    return activations.rounds(tensor) ? activations.packedBytes(tensor) : tensor.data().byteSize();
  }

  private int used(String name, int depth) {
    Matcher matcher = EXPERTS.matcher(name);
    if (matcher.matches()
        && config.layers().get(Integer.parseInt(matcher.group(1))).feedForward()
            instanceof FeedForwardConfig.Experts experts) {
      return experts.chosen();
    }
    return depth;
  }

  @Override
  public float[] vector(String name, int length) {
    float[] vector = parameters.vector(name, length);
    count += length;
    bytes += (long) Float.BYTES * length;
    bytesPerToken += (long) Float.BYTES * length;
    return vector;
  }

  private void add(Tensor tensor) {
    count += tensor.shape().elements();
    bytes += tensor.data().byteSize();
    matrices.add(tensor.data());
    examples.merge(
        tensor.type(), tensor, (a, b) -> a.data().byteSize() < b.data().byteSize() ? b : a);
  }
}
