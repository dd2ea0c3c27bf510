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
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.layer.Parameters;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
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
    return new Decoder(config, new ClockParameters(vocabulary, logit), kernels(1));
  }

  /** A usual block with random weights. */
  static Decoder random(int vocabulary, int threads) {
    NormConfig norm = NormConfig.rms(1e-5f);
    FeedForwardConfig feedForward = new FeedForwardConfig.Gated(24, Activation.SILU, false);
    ModelConfig config = config(vocabulary, 16, 8, norm, feedForward);
    return new Decoder(config, new RandomFloats(), kernels(threads));
  }

  private static ParallelKernels kernels(int threads) {
    return new ParallelKernels(new ScalarKernels(), threads);
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

  private static Tensor tensor(String name, int rows, int cols, IntBinaryOperator bits) {
    MemorySegment data = Arena.ofAuto().allocate(4L * rows * cols, 64);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        data.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * (r * cols + c), bits.applyAsInt(r, c));
      }
    }
    return new Tensor(name, TensorType.F32, new Shape(1, rows, cols), data);
  }

  /** The layer adds nothing: the embedding, a unit vector, reaches the output matrix. */
  private record ClockParameters(int vocabulary, float logit) implements Parameters {
    @Override
    public Tensor matrix(String name, int rows, int cols) {
      int one = Float.floatToIntBits(1);
      int bits = Float.floatToIntBits(logit);
      return switch (name) {
        case "embedding.tokens" -> tensor(name, rows, cols, (r, c) -> r == c ? one : 0);
        case "output.weight" ->
            tensor(name, rows, cols, (r, c) -> r == (c + 1) % vocabulary ? bits : 0);
        default -> tensor(name, rows, cols, (r, c) -> 0);
      };
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

  private static final class RandomFloats implements Parameters {
    @Override
    public Tensor matrix(String name, int rows, int cols) {
      Random random = new Random(name.hashCode());
      return tensor(
          name, rows, cols, (r, c) -> Float.floatToIntBits((float) random.nextGaussian()));
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
