package io.kvasir.tools.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.EmbeddingConfig;
import io.kvasir.model.config.FeedForwardConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.NormConfig;
import io.kvasir.model.config.OutputConfig;
import io.kvasir.model.config.ResidualShape;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.kernel.Activation;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine against the reference decoder: two ways to compute the same, within 1e-4. */
@Tag("torch")
class ReferenceDecoderTest {
  private static final int VOCABULARY = 61;
  private static final int WIDTH = 24;
  private static final int POSITIONS = 19;

  @BeforeAll
  static void offline() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private static RopeConfig rope(RopeConfig.Pairs pairs) {
    float[] frequencies = {1, 0.3f, 0.1f, 0.01f};
    return new RopeConfig(8, pairs, new RopeConfig.Angles(frequencies, 1));
  }

  private static AttentionConfig attention(
      RopeConfig.Pairs pairs,
      int window,
      float softCap,
      AttentionConfig.@Nullable QueryKeyNorm norm,
      AttentionConfig.Bias bias) {
    return new AttentionConfig(
        6, 2, 8, 0.35f, rope(pairs), window, softCap, norm, bias, 0, false, false);
  }

  private static ModelConfig model(
      EmbeddingConfig embedding, NormConfig norm, OutputConfig output, LayerConfig... layers) {
    return new ModelConfig(VOCABULARY, WIDTH, 64, embedding, List.of(layers), norm, output);
  }

  @Test
  void aLlamaIsTheSameInTheEngine() {
    NormConfig norm = NormConfig.rms(1e-5f);
    LayerConfig layer =
        new LayerConfig(
            attention(RopeConfig.Pairs.NEIGHBOURS, 0, 0, null, AttentionConfig.Bias.NONE),
            new FeedForwardConfig.Gated(40, Activation.SILU, false),
            ResidualShape.preNorm(norm));
    compare(model(EmbeddingConfig.PLAIN, norm, new OutputConfig(true, false, 1, 0), layer, layer));
  }

  @Test
  void aQwen3IsTheSameInTheEngine() {
    NormConfig norm = NormConfig.rms(1e-6f);
    AttentionConfig.QueryKeyNorm heads =
        new AttentionConfig.QueryKeyNorm(norm, AttentionConfig.Span.HEAD, false);
    LayerConfig layer =
        new LayerConfig(
            attention(RopeConfig.Pairs.HALVES, 0, 0, heads, AttentionConfig.Bias.QUERY_KEY_VALUE),
            new FeedForwardConfig.Gated(40, Activation.SILU, false),
            ResidualShape.preNorm(norm));
    compare(model(EmbeddingConfig.PLAIN, norm, new OutputConfig(false, false, 1, 0), layer, layer));
  }

  @Test
  void aGemma2IsTheSameInTheEngine() {
    NormConfig norm = new NormConfig(NormConfig.Kind.RMS, 1e-6f, 1, true, false);
    ResidualShape everywhere = new ResidualShape(norm, norm, norm, norm, false, 1);
    FeedForwardConfig fed = new FeedForwardConfig.Gated(40, Activation.GELU_TANH, false);
    AttentionConfig.Bias none = AttentionConfig.Bias.NONE;
    compare(
        model(
            new EmbeddingConfig((float) Math.sqrt(WIDTH), null, null),
            norm,
            new OutputConfig(true, false, 1, 30),
            new LayerConfig(attention(RopeConfig.Pairs.HALVES, 5, 50, null, none), fed, everywhere),
            new LayerConfig(
                attention(RopeConfig.Pairs.HALVES, 0, 50, null, none), fed, everywhere)));
  }

  private static void compare(ModelConfig config) {
    Random random = new Random(5);
    RandomParameters parameters = new RandomParameters(11);
    int[][] ids = new int[2][POSITIONS];
    long[][] wide = new long[2][POSITIONS];
    for (int s = 0; s < 2; s++) {
      for (int i = 0; i < POSITIONS; i++) {
        ids[s][i] = random.nextInt(VOCABULARY);
        wide[s][i] = ids[s][i];
      }
    }
    float[] expected;
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits =
          new ReferenceDecoder(config, new LoadedWeights(parameters, manager))
              .logits(manager.create(wide));
      expected = logits.toFloatArray();
    }
    try (Decoder decoder =
        new Decoder(config, parameters, new ParallelKernels(new ScalarKernels(), 1))) {
      for (int s = 0; s < 2; s++) {
        Sequence sequence = decoder.newSequence(POSITIONS);
        decoder.forward(List.of(Slice.of(sequence, ids[s], Slice.Want.ALL)), Observer.NONE);
        assertClose(sequence, expected, s);
      }
    }
  }

  private static void assertClose(Sequence sequence, float[] expected, int s) {
    for (int p = 0; p < POSITIONS; p++) {
      float largest = 0;
      float worst = 0;
      for (int v = 0; v < VOCABULARY; v++) {
        float want = expected[(s * POSITIONS + p) * VOCABULARY + v];
        largest = Math.max(largest, Math.abs(want));
        worst =
            Math.max(worst, Math.abs(want - sequence.logits().data[sequence.logits().at(p) + v]));
      }
      assertThat(largest).isGreaterThan(0.01f);
      assertThat(worst / largest).as("position " + p).isLessThan(1e-4f);
    }
  }
}
