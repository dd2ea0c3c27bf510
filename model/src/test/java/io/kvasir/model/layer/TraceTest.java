package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kvasir.model.config.MixerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.config.RecurrentConfig;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.observe.Trace;
import io.kvasir.model.observe.TraceRequest;
import io.kvasir.model.observe.WorkedCell;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import io.kvasir.model.weights.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a trace keeps, on every kind of layer. */
class TraceTest {
  private static final int LENGTH = 90; // more than the windows

  private static Stream<String> models() {
    return RandomModels.all().keySet().stream();
  }

  private static ModelConfig model(String name) {
    return Objects.requireNonNull(RandomModels.all().get(name));
  }

  private static int[] tokens() {
    int[] tokens = new int[LENGTH];
    Arrays.setAll(tokens, i -> (i * 31 + 5) % RandomModels.VOCABULARY);
    return tokens;
  }

  private static Decoder decoder(ModelConfig config) {
    return RandomModels.decoder(config, TensorType.F32, new VectorKernels(), 1);
  }

  private static Sequence pass(Decoder decoder, Observer observer) {
    Sequence sequence = decoder.newSequence(LENGTH);
    decoder.forward(List.of(Slice.of(sequence, tokens(), Want.ALL)), observer);
    return sequence;
  }

  private static Trace everything(ModelConfig config, Decoder decoder) {
    Stage[] stages =
        config.layers().stream()
            .flatMap(layer -> Stream.of(WorkedCell.stages(layer.mixer())))
            .toArray(Stage[]::new);
    TraceRequest request = TraceRequest.attention().withScores();
    Trace trace =
        new Trace(config, request.stages(Stream.of(stages).distinct().toArray(Stage[]::new)));
    pass(decoder, trace);
    return trace;
  }

  @ParameterizedTest
  @MethodSource("models")
  void aCellWorkedOutAnewIsWhatTheEngineComputed(String name) {
    ModelConfig config = model(name);
    try (Decoder decoder = decoder(config)) {
      Trace trace = everything(config, decoder);

      for (int layer = 0; layer < config.layers().size(); layer++) {
        MixerConfig mixer = config.layers().get(layer).mixer();
        assertThat(trace.heads(layer) == 0).isEqualTo(mixer instanceof RecurrentConfig);
        for (int head = 0; head < trace.heads(layer); head++) {
          WorkedCell cell = WorkedCell.of(trace, layer, head, LENGTH - 1).orElseThrow();
          assertThat(cell.difference()).isLessThan(1e-5);
          assertThat(cell.scoreDifference()).isLessThan(1e-4);
          assertThat(Arrays.stream(cell.weights()).sum() + cell.sinkShare())
              .isEqualTo(1, within(1e-9));
        }
      }
    }
  }

  @Test
  void onlyTheLargestWeightsAreKeptWhereFewAreAskedFor() {
    ModelConfig config = model("grouped heads");
    try (Decoder decoder = decoder(config)) {
      Trace all = new Trace(config, TraceRequest.attention());
      Trace few = new Trace(config, TraceRequest.attention().edges(5));
      pass(decoder, all);
      pass(decoder, few);

      AttentionRow whole = row(all, 1, 3, LENGTH - 1);
      AttentionRow part = row(few, 1, 3, LENGTH - 1);
      assertThat(whole.complete()).isTrue();
      assertThat(part.complete()).isFalse();
      assertThat(part.size()).isEqualTo(5);
      float smallest = 1;
      float sum = 0;
      for (int i = 0; i < 5; i++) {
        assertThat(part.weight(i)).isEqualTo(whole.weightOf(part.key(i)));
        smallest = Math.min(smallest, part.weight(i));
        sum += part.weight(i);
      }
      for (int i = 0; i < whole.size(); i++) {
        boolean kept = part.weightOf(whole.key(i)) > 0;
        assertThat(kept || whole.weight(i) <= smallest).isTrue();
      }
      assertThat(part.rest()).isEqualTo(1 - sum, within(1e-5f));
      assertThat(part.entropy()).isEqualTo(whole.entropy());
    }
  }

  private static AttentionRow row(Trace trace, int layer, int head, int position) {
    return Optional.ofNullable(trace.row(layer, head, position)).orElseThrow();
  }

  @Test
  void onlyWhatWasAskedForIsKept() {
    ModelConfig config = model("grouped heads");
    TraceRequest request =
        TraceRequest.attention()
            .layers(layer -> layer == 1)
            .heads(head -> head == 4)
            .positions(position -> position >= 80)
            .stages(Stage.POSITIONED_KEY);
    try (Decoder decoder = decoder(config)) {
      Trace trace = new Trace(config, request);
      pass(decoder, trace);

      assertThat(trace.row(1, 4, 85)).isNotNull();
      assertThat(trace.row(0, 4, 85)).isNull();
      assertThat(trace.row(1, 3, 85)).isNull();
      assertThat(trace.row(1, 4, 79)).isNull();
      assertThat(trace.values(Stage.POSITIONED_KEY, 1, 85, 1)).hasSize(16); // of head 4 of 6
      assertThat(trace.values(Stage.POSITIONED_KEY, 1, 85, 0)).isNull();
      assertThat(trace.values(Stage.POSITIONED_QUERY, 1, 85, 4)).isNull();
      assertThat(trace.leftOut()).isEmpty();
    }
  }

  @Test
  void memoryIsBoundedAndWhatDidNotFitIsCounted() {
    ModelConfig config = model("grouped heads");
    try (Decoder decoder = decoder(config)) {
      Trace trace = new Trace(config, TraceRequest.attention().maxBytes(10_000));
      pass(decoder, trace);

      assertThat(trace.bytes()).isBetween(9_000L, 10_000L);
      assertThat(trace.leftOut().get("attention rows")).isBetween(500L, 2L * 6 * LENGTH);
    }
  }

  @Test
  void passesOfOneTokenGiveTheTraceOfOnePass() {
    ModelConfig config = model("window");
    try (Decoder decoder = decoder(config)) {
      Trace once = new Trace(config, TraceRequest.attention());
      Trace steps = new Trace(config, TraceRequest.attention());
      pass(decoder, once);
      Sequence sequence = decoder.newSequence(LENGTH);
      for (int token : tokens()) {
        decoder.forward(List.of(Slice.of(sequence, new int[] {token}, Want.NONE)), steps);
      }

      AttentionRow a = row(once, 0, 2, LENGTH - 1);
      AttentionRow b = row(steps, 0, 2, LENGTH - 1);
      assertThat(a.firstKey()).isEqualTo(LENGTH - 70).isEqualTo(b.firstKey());
      for (int i = 0; i < a.size(); i++) {
        assertThat(a.weight(i)).isEqualTo(b.weight(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theLensOnTheLastResidualGivesTheLogitsOfThePass(String name) {
    ModelConfig config = model(name);
    int last = config.layers().size() - 1;
    try (Decoder decoder = decoder(config)) {
      Trace trace =
          new Trace(config, TraceRequest.attention().withoutWeights().stages(Stage.RESIDUAL));
      Rows logits = pass(decoder, trace).logits();
      float[][] residuals = new float[LENGTH][];
      for (int p = 0; p < LENGTH; p++) {
        residuals[p] = Objects.requireNonNull(trace.values(Stage.RESIDUAL, last, p, 0));
      }

      float[][] lens = decoder.lens(residuals);
      for (int p = 0; p < LENGTH; p++) {
        int at = logits.at(p);
        assertThat(lens[p])
            .isEqualTo(Arrays.copyOfRange(logits.data, at, at + config.vocabulary()));
      }
    }
  }

  @Test
  void theLastNormIsAskedOfTheLens() {
    TraceRequest request = TraceRequest.attention();

    assertThatThrownBy(() -> request.stages(Stage.FINAL)).hasMessageContaining("Decoder.lens");
  }
}
