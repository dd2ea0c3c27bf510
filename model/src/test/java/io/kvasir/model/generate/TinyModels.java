package io.kvasir.model.generate;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.config.PositionConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Decoders whose behaviour is known. */
final class TinyModels {
  private TinyModels() {}

  /** After token t the logit of (t + 1) mod vocabulary is 10, all others are 0. */
  static Decoder clock(int vocabulary) {
    return clock(vocabulary, 10);
  }

  /** The same with another logit. */
  static Decoder clock(int vocabulary, float logit) {
    ModelConfig config = config(vocabulary, vocabulary, 4, null, null);
    return new Decoder(
        config,
        new ClockParameters(vocabulary, logit),
        new ParallelKernels(new ScalarKernels(), 1));
  }

  /** A usual block with random weights. */
  static Decoder random(int vocabulary, int threads) {
    return random(vocabulary, 16, TensorType.F32, new ScalarKernels(), threads);
  }

  /** A usual block with random weights in a format. */
  static Decoder random(
      int vocabulary, int width, TensorType type, Kernels arithmetic, int threads) {
    NormConfig norm = NormConfig.rms(1e-5f);
    FeedForwardConfig feedForward = new FeedForwardConfig.Gated(2 * width, Activation.SILU, false);
    ModelConfig config = config(vocabulary, width, width / 2, norm, feedForward);
    ParallelKernels kernels = new ParallelKernels(arithmetic, threads);
    return new Decoder(config, new RandomWeights(type), kernels);
  }

  private static ModelConfig config(
      int vocabulary,
      int width,
      int headWidth,
      @Nullable NormConfig norm,
      @Nullable FeedForwardConfig feedForward) {
    AttentionConfig attention =
        new AttentionConfig(
            2,
            1,
            headWidth,
            0.5f,
            new PositionConfig.Alibi(8),
            0,
            0,
            null,
            AttentionConfig.Bias.NONE,
            0,
            false,
            false);
    ResidualShape residual = new ResidualShape(norm, null, norm, null, false, 1);
    return new ModelConfig(
        vocabulary,
        width,
        4096,
        EmbeddingConfig.PLAIN,
        List.of(new LayerConfig(attention, feedForward, residual)),
        norm,
        new OutputConfig(false, false, 1, 0));
  }

  /** A matrix of f(row, column). */
  private static Tensor tensor(String name, TensorType type, int rows, int cols, Entry entry) {
    MemorySegment data = Arena.ofAuto().allocate(type.bytes((long) rows * cols), 64);
    float[] block = new float[type.blockElements()];
    for (int i = 0; i < rows * cols; i += block.length) {
      for (int j = 0; j < block.length; j++) {
        block[j] = entry.at((i + j) / cols, (i + j) % cols);
      }
      type.codec().encode(block, 0, data, (long) i / block.length * type.blockBytes());
    }
    return new Tensor(name, type, new Shape(1, rows, cols), data);
  }

  private interface Entry {
    float at(int row, int col);
  }

  /** The layer adds nothing: the embedding, a unit vector, reaches the output matrix. */
  private record ClockParameters(int vocabulary, float logit) implements Parameters {
    @Override
    public Tensor matrix(String name, int rows, int cols) {
      return switch (name) {
        case "embedding.tokens" -> matrix(name, rows, cols, (r, c) -> r == c ? 1 : 0);
        case "output.weight" ->
            matrix(name, rows, cols, (r, c) -> r == (c + 1) % vocabulary ? logit : 0);
        default -> matrix(name, rows, cols, (r, c) -> 0);
      };
    }

    private static Tensor matrix(String name, int rows, int cols, Entry entry) {
      return tensor(name, TensorType.F32, rows, cols, entry);
    }

    @Override
    public List<Tensor> stack(String name, int depth, int rows, int cols) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public float[] vector(String name, int length) {
      throw new UnsupportedOperationException(name);
    }
  }

  private record RandomWeights(TensorType type) implements Parameters {
    @Override
    public Tensor matrix(String name, int rows, int cols) {
      Random random = new Random(name.hashCode());
      double deviation = 4 / Math.sqrt(cols);
      return tensor(name, type, rows, cols, (r, c) -> (float) (deviation * random.nextGaussian()));
    }

    @Override
    public List<Tensor> stack(String name, int depth, int rows, int cols) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public float[] vector(String name, int length) {
      float[] ones = new float[length];
      Arrays.fill(ones, 1);
      return ones;
    }
  }
}
