package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.config.AttentionConfig;
import io.kvasir.model.config.LatentAttentionConfig;
import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.ParallelKernels;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model with parts switched off is a model whose weights for them are zero, bit for bit. */
@Tag("vector")
class AblationTest {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final int[] TEXT = Arrays.copyOf(SamePassTest.TOKENS, 90);

  static Stream<Arguments> models() {
    return RandomModels.all().entrySet().stream()
        .map(model -> Arguments.of(model.getKey(), model.getValue()));
  }

  private static ModelConfig model(String name) {
    return Objects.requireNonNull(RandomModels.all().get(name));
  }

  /** The last head of each layer that has some, and the first feed-forward. */
  private static Ablation some(ModelConfig config) {
    List<Ablation.Head> heads = new ArrayList<>();
    for (int layer = 0; layer < config.layers().size(); layer++) {
      int count = Ablation.heads(config.layers().get(layer).mixer());
      if (count > 0) {
        heads.add(new Ablation.Head(layer, count - 1));
      }
    }
    return new Ablation(heads, List.of(0));
  }

  private static int[][] logits(Decoder decoder, Ablation ablation, int chunk) {
    Sequence sequence = decoder.newSequence(TEXT.length);
    List<int[]> rows = new ArrayList<>();
    for (int from = 0; from < TEXT.length; from += chunk) {
      int to = Math.min(TEXT.length, from + chunk);
      Slice slice = new Slice(sequence, TEXT, from, to, Want.ALL);
      decoder.forward(List.of(slice), Observer.NONE, ablation);
      for (int i = 0; i < to - from; i++) {
        rows.add(SamePassTest.bits(sequence.logits(), i));
      }
    }
    return rows.toArray(new int[0][]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void anAblatedModelIsOneWithZerosAmongItsWeights(String name, ModelConfig config) {
    Ablation ablation = some(config);
    Parameters random = new RandomParameters(TensorType.F32, 7);
    Parameters zeros = new Silenced(random, config, ablation);
    try (Decoder whole = new Decoder(config, random, kernels(2));
        Decoder silenced = new Decoder(config, zeros, kernels(2))) {
      int[][] actual = logits(whole, ablation, 90);

      SamePassTest.assertSame(actual, logits(silenced, Ablation.NONE, 90));
      assertThat(actual[89]).isNotEqualTo(logits(whole, Ablation.NONE, 90)[89]);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void theLogitsAreTheSameInAnyPassesAndThreads(String name, ModelConfig config) {
    Ablation ablation = some(config);
    try (Decoder decoder = decoder(config, 2);
        Decoder alone = decoder(config, 1)) {
      int[][] expected = logits(decoder, ablation, 90);

      SamePassTest.assertSame(logits(decoder, ablation, 1), expected);
      SamePassTest.assertSame(logits(decoder, ablation, 37), expected);
      SamePassTest.assertSame(logits(alone, ablation, 40), expected);
    }
  }

  @Test
  void severalTextsOfAPassAreAblatedAsAlone() {
    ModelConfig config = model("grouped heads");
    Ablation ablation = some(config);
    try (Decoder decoder = decoder(config, 2)) {
      Sequence first = decoder.newSequence(90);
      Sequence second = decoder.newSequence(90);
      List<Slice> slices =
          List.of(Slice.of(first, TEXT, Want.ALL), new Slice(second, TEXT, 0, 40, Want.LAST));
      decoder.forward(slices, Observer.NONE, ablation);
      int[][] expected = logits(decoder, ablation, 90);

      assertThat(SamePassTest.bits(first.logits(), 89)).isEqualTo(expected[89]);
      assertThat(SamePassTest.bits(second.logits(), 0)).isEqualTo(expected[39]);
    }
  }

  @Test
  void scalarAndVectorKernelsAgreeOnWhatIsSilent() {
    ModelConfig config = model("latent attention");
    Parameters random = new RandomParameters(TensorType.F32, 7);
    try (Decoder scalar = new Decoder(config, random, new ParallelKernels(new ScalarKernels(), 1));
        Decoder zeros =
            new Decoder(
                config,
                new Silenced(random, config, some(config)),
                new ParallelKernels(new ScalarKernels(), 1))) {
      SamePassTest.assertSame(logits(scalar, some(config), 30), logits(zeros, Ablation.NONE, 90));
    }
  }

  @Test
  void whatAModelDoesNotHaveIsRefusedBeforeAnythingChanges() {
    ModelConfig mixed = model("short convolution");
    try (Decoder decoder = decoder(mixed, 1)) {
      assertRefused(decoder, head(0, 0), "ablated head 0.0: layer 0 is recurrent and has no heads");
      assertRefused(decoder, head(1, 6), "ablated head 1.6: layer 1 has heads 0 to 5");
      assertRefused(decoder, head(2, 0), "ablated head 2.0: the model has layers 0 to 1");
      assertRefused(
          decoder,
          new Ablation(List.of(), List.of(2)),
          "ablated feed-forward of layer 2: the model has layers 0 to 1");
    }
    try (Decoder decoder = decoder(model("norms of sums, a narrow table"), 1)) {
      assertRefused(
          decoder,
          new Ablation(List.of(), List.of(1)),
          "ablated feed-forward of layer 1: the layer has no feed-forward");
    }
  }

  private static void assertRefused(Decoder decoder, Ablation ablation, String message) {
    Sequence sequence = decoder.newSequence(9);
    assertThatThrownBy(() ->
            decoder.forward(
                List.of(new Slice(sequence, TEXT, 0, 3, Want.LAST)), Observer.NONE, ablation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(sequence.length()).isZero();
  }

  private static Ablation head(int layer, int head) {
    return Ablation.ofHeads(List.of(new Ablation.Head(layer, head)));
  }

  @Test
  void anAblationIsSortedAndNamesEachPartOnce() {
    Ablation.Head early = new Ablation.Head(0, 3);
    Ablation.Head late = new Ablation.Head(1, 0);

    assertThat(new Ablation(List.of(late, early, late), List.of(2, 0, 2)))
        .isEqualTo(new Ablation(List.of(early, late), List.of(0, 2)));
    assertThat(late).hasToString("1.0");
    assertThat(Ablation.NONE.isNone()).isTrue();
  }

  private static Decoder decoder(ModelConfig config, int threads) {
    return new Decoder(config, new RandomParameters(TensorType.F32, 7), kernels(threads));
  }

  private static ParallelKernels kernels(int threads) {
    return new ParallelKernels(new VectorKernels(), threads);
  }

  /** The same parameters, but for the output columns of silent heads and silent feed-forwards. */
  private record Silenced(Parameters all, ModelConfig config, Ablation ablation)
      implements Parameters {
    @Override
    public Tensor matrix(String name, int rows, int cols) {
      Tensor tensor = all.matrix(name, rows, cols);
      for (Ablation.Head silent : ablation.heads()) {
        if (name.equals("layers." + silent.layer() + ".attention.output.weight")) {
          int width = valueWidth(config.layers().get(silent.layer()));
          tensor = zero(tensor, silent.head() * width, (silent.head() + 1) * width);
        }
      }
      return isSilentFeedForward(name) ? zero(tensor, 0, cols) : tensor;
    }

    private boolean isSilentFeedForward(String name) {
      return ablation.feedForwards().stream()
          .anyMatch(layer -> name.startsWith("layers." + layer + ".") && name.contains(".down."));
    }

    private static int valueWidth(LayerConfig layer) {
      MixerConfig mixer = layer.mixer();
      return mixer instanceof LatentAttentionConfig latent
          ? latent.valueWidth()
          : ((AttentionConfig) mixer).headWidth();
    }

    private static Tensor zero(Tensor tensor, int from, int to) {
      int cols = tensor.shape().cols();
      MemorySegment data = Arena.ofAuto().allocate(tensor.data().byteSize(), 64);
      data.copyFrom(tensor.data());
      for (long row = 0; row < tensor.shape().rows(); row++) {
        for (int col = from; col < to; col++) {
          data.setAtIndex(FLOAT, row * cols + col, 0);
        }
      }
      return new Tensor(tensor.name(), tensor.type(), tensor.shape(), data);
    }

    @Override
    public List<Tensor> stack(String name, int depth, int rows, int cols) {
      List<Tensor> stack = all.stack(name, depth, rows, cols);
      return isSilentFeedForward(name) ? stack.stream().map(t -> zero(t, 0, cols)).toList() : stack;
    }

    @Override
    public float[] vector(String name, int length) {
      return isSilentFeedForward(name) ? new float[length] : all.vector(name, length);
    }
  }
}
