package io.kvasir.model.layer;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.weights.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hashes the logits of small models, so that another JVM can be asked for the same. */
public final class LogitsHash {
  private static final int[] TOKENS = {5, 17, 3, 88, 41, 9};

  private LogitsHash() {}

  /**
   * Prints the hash, for a JVM that interprets.
   *
   * @param args how often each model is run
   */
  public static void main(String[] args) {
    System.out.println(
        new VectorKernels().name() + " " + Long.toHexString(hash(Integer.parseInt(args[0]))));
  }

  /** The hash over all models and formats; each is run so often, which must not change it. */
  static long hash(int times) {
    long hash = 0;
    Map<String, ModelConfig> models = RandomModels.all();
    for (ModelConfig config : models.values()) {
      hash = 31 * hash + hash(config, TensorType.F32, times);
    }
    ModelConfig grouped = Objects.requireNonNull(models.get("grouped heads"));
    for (TensorType type :
        List.of(TensorType.F16, TensorType.BF16, TensorType.Q8_0, TensorType.Q4_0)) {
      hash = 31 * hash + hash(grouped, type, times);
    }
    return hash;
  }

  private static long hash(ModelConfig config, TensorType type, int times) {
    long first = 0;
    try (Decoder decoder = RandomModels.decoder(config, type, new VectorKernels(), 1)) {
      for (int i = 0; i < times; i++) {
        long hash = hash(decoder);
        if (i > 0 && hash != first) {
          throw new IllegalStateException("run " + i + " has other bits than the first");
        }
        first = hash;
      }
    }
    return first;
  }

  private static long hash(Decoder decoder) {
    long hash = 0;
    Sequence sequence = decoder.newSequence(100);
    for (int from = 0, to = 3; from < TOKENS.length; from = to, to = from + 1) {
      Slice slice = new Slice(sequence, TOKENS, from, to, Slice.Want.ALL);
      decoder.forward(List.of(slice), Observer.NONE);
      for (int i = 0; i < slice.logitRows() * RandomModels.VOCABULARY; i++) {
        hash = 31 * hash + Float.floatToRawIntBits(sequence.logits().data[i]);
      }
    }
    return hash;
  }
}
