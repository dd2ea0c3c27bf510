package io.kvasir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.Kernels;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.load.LoadOptions;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.load.ModelLoader;
import io.kvasir.model.observe.AttentionRow;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.Trace;
import io.kvasir.model.observe.TraceRequest;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logits and greedy continuations are those of the original implementations. */
class ConformanceTest {
  static Stream<Golden> committed() {
    return atLeast(50, Path.of(System.getProperty("basedir", ".")).resolve("golden"));
  }

  static Stream<Golden> shared() {
    Path fixtures = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures");
    return Stream.of(
            atLeast(29, fixtures.resolve("models")),
            atLeast(23, fixtures.resolve("gguf")),
            atLeast(8, fixtures.resolve("gguf-quant")))
        .flatMap(goldens -> goldens);
  }

  static Stream<Golden> sharedWithAttentions() {
    Path fixtures = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures");
    List<Golden> goldens =
        Golden.below(fixtures.resolve("models")).filter(Golden::hasAttentions).toList();
    assertThat(goldens).hasSizeGreaterThanOrEqualTo(4);
    return goldens.stream();
  }

  private static Stream<Golden> atLeast(int count, Path folder) {
    List<Golden> goldens = Golden.below(folder).toList();
    assertThat(goldens).hasSizeGreaterThanOrEqualTo(count);
    return goldens.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("committed")
  void committedModelsComputeWhatTheOriginalsCompute(Golden golden) {
    check(golden, new VectorKernels());
    check(golden, new ScalarKernels());
  }

  @Tag("shared")
  @ParameterizedTest(name = "{0}")
  @MethodSource("shared")
  void sharedModelsComputeWhatTheOriginalsCompute(Golden golden) {
    check(golden, new VectorKernels());
    check(golden, new ScalarKernels());
  }

  @Tag("shared")
  @ParameterizedTest(name = "{0}")
  @MethodSource("sharedWithAttentions")
  void aTraceHoldsTheAttentionWeightsOfTheOriginals(Golden golden) {
    checkAttention(golden);
  }

  @Test
  void aTraceOfACommittedModelHoldsTheAttentionWeightsOfTheOriginal() {
    Path models =
        Path.of(System.getProperty("basedir", ".")).resolve("../model/src/test/resources");
    List<Golden> goldens = Golden.below(models).filter(Golden::hasAttentions).toList();

    assertThat(goldens).isNotEmpty();
    goldens.forEach(ConformanceTest::checkAttention);
  }

  private static void checkAttention(Golden golden) {
    float[] expected = golden.floats("attentions");
    int[] shape = golden.shape("attentions"); // (layers, heads, queries, keys)
    float[] seen = new float[expected.length];
    try (LoadedModel model = open(golden, new VectorKernels())) {
      int[] ids = golden.promptIds();
      Trace trace = new Trace(model.config(), TraceRequest.attention());
      Sequence sequence = model.decoder().newSequence(ids.length);
      model.decoder().forward(List.of(Slice.of(sequence, ids, Want.LAST)), trace);
      for (int i = 0; i < seen.length / shape[3]; i++) { // layer, head and query
        int query = i % shape[2];
        int head = i / shape[2] % shape[1];
        AttentionRow row = trace.row(i / shape[2] / shape[1], head, query);
        for (int j = 0; row != null && j < row.size(); j++) {
          seen[i * shape[3] + row.key(j)] = row.weight(j);
        }
      }
    }
    assertThat(largestDifference(seen, 0, expected, 0, expected.length)).isLessThan(1e-5);
  }

  private static LoadedModel open(Golden golden, Kernels kernels) {
    return ModelLoader.open(
        golden.model(),
        LoadOptions.defaults().threads(1).kernels(kernels).activations(Activations.FLOAT));
  }

  private static void check(Golden golden, Kernels kernels) {
    try (LoadedModel model = open(golden, kernels)) {
      checkLogits(golden, model);
      checkGreedy(golden, model);
    }
  }

  private static void checkLogits(Golden golden, LoadedModel model) {
    int[] ids = golden.ids();
    Sequence sequence = model.decoder().newSequence(ids.length);
    model.decoder().forward(List.of(Slice.of(sequence, ids, Want.ALL)), Observer.NONE);
    Rows logits = sequence.logits();
    float[] expected = golden.floats("logits");
    int[] shape = golden.shape("logits"); // (rows, vocabulary)
    assertThat(model.config().vocabulary()).isEqualTo(shape[1]);
    for (int row = 0; row < shape[0]; row++) {
      int at = logits.at(golden.firstRow() + row);
      assertThat(largestDifference(logits.data, at, expected, row * shape[1], shape[1]))
          .as("position %d", golden.firstRow() + row)
          .isLessThanOrEqualTo(golden.tolerance());
    }
  }

  private static void checkGreedy(Golden golden, LoadedModel model) {
    int[] expected = golden.greedyIds();
    int[] ids = golden.promptIds();
    // As much room as the oracle's text has: long rope factors count from the whole length on.
    Sequence sequence = model.decoder().newSequence(ids.length + expected.length);
    int[] next = ids;
    for (int i = 0; i < expected.length; i++) {
      model.decoder().forward(List.of(Slice.of(sequence, next, Want.LAST)), Observer.NONE);
      next = new int[] {best(sequence.logits(), model.config().vocabulary())};
      assertThat(next[0]).as("token %d", i).isEqualTo(expected[i]);
    }
  }

  private static int best(Rows logits, int vocabulary) {
    int best = 0;
    for (int id = 1; id < vocabulary; id++) {
      best = logits.data[logits.at(0) + id] > logits.data[logits.at(0) + best] ? id : best;
    }
    return best;
  }

  private static double largestDifference(float[] a, int at, float[] b, int bt, int length) {
    double largest = 0;
    for (int i = 0; i < length; i++) {
      double difference = Math.abs(a[at + i] - b[bt + i]);
      largest = difference <= largest ? largest : difference; // NaN stays
    }
    return largest;
  }
}
