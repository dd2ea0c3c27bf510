package io.kvasir.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.kernel.ScalarKernels;
import io.kvasir.model.kernel.vector.VectorKernels;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.observe.RowMap;
import io.kvasir.model.observe.Stage;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import io.kvasir.model.weights.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first law: the logits of a position are the same bits whichever way it was computed. Texts
 * are long enough to cross tiles, partitions and the most rows of a step.
 */
@Tag("vector")
class SamePassTest {
  private static final int LENGTH = 290;
  static final int[] TOKENS = tokens(LENGTH, 3);

  static Stream<Arguments> models() {
    List<Arguments> all = new ArrayList<>();
    for (Map.Entry<String, ModelConfig> model : RandomModels.all().entrySet()) {
      all.add(Arguments.of(model.getKey(), model.getValue(), TensorType.F32));
    }
    ModelConfig grouped = RandomModels.all().get("grouped heads");
    for (TensorType type :
        List.of(TensorType.F16, TensorType.BF16, TensorType.Q8_0, TensorType.Q4_0)) {
      all.add(Arguments.of("grouped heads", grouped, type));
    }
    ModelConfig wide = LargeModels.width(256, 4, 2, 64);
    for (TensorType type : List.of(TensorType.Q4_K, TensorType.Q5_K, TensorType.Q6_K)) {
      all.add(Arguments.of("width 256", wide, type));
    }
    return all.stream();
  }

  private static int[] tokens(int count, int seed) {
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = (i * 31 + i * i * seed + seed) % RandomModels.VOCABULARY;
    }
    return tokens;
  }

  private static Decoder decoder(ModelConfig config, TensorType type) {
    return RandomModels.decoder(config, type, new VectorKernels(), 2);
  }

  /** The logits of every position, in passes of so many tokens. */
  static int[][] inChunks(Decoder decoder, int[] tokens, int chunk, Observer observer) {
    Sequence sequence = decoder.newSequence(1000);
    return append(decoder, sequence, tokens, chunk, observer);
  }

  static int[][] append(
      Decoder decoder, Sequence sequence, int[] tokens, int chunk, Observer observer) {
    List<int[]> rows = new ArrayList<>();
    for (int from = 0; from < tokens.length; from += chunk) {
      int to = Math.min(tokens.length, from + chunk);
      decoder.forward(List.of(new Slice(sequence, tokens, from, to, Want.ALL)), observer);
      for (int i = 0; i < to - from; i++) {
        rows.add(bits(sequence.logits(), i));
      }
    }
    return rows.toArray(new int[0][]);
  }

  /** Raw bits: == on floats would let -0 pass for 0. */
  static int[] bits(Rows logits, int row) {
    int[] bits = new int[logits.cols];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(logits.data[logits.at(row) + i]);
    }
    return bits;
  }

  static void assertSame(int[][] actual, int[][] expected) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Arrays.equals(actual[i], expected[i])).as("logits of position %d", i).isTrue();
    }
  }

  /** A sequence that was rolled back, and a fork of it, go on with the logits of all tokens. */
  static void assertSameAfterForkAndRollback(Decoder decoder, int[][] whole) {
    Sequence sequence = decoder.newSequence(1000);
    append(decoder, sequence, Arrays.copyOf(TOKENS, 100), 64, Observer.NONE);
    Sequence fork = sequence.fork();
    Sequence.Mark mark = sequence.mark();
    append(decoder, sequence, new int[] {5, 6, 7}, 3, Observer.NONE);
    sequence.rollback(mark);
    int[] rest = Arrays.copyOfRange(TOKENS, 100, LENGTH);
    int[][] after = Arrays.copyOfRange(whole, 100, LENGTH);
    assertSame(append(decoder, sequence, rest, 50, Observer.NONE), after);
    assertSame(append(decoder, fork, rest, 1, Observer.NONE), after);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void prefillEqualsDecode(String name, ModelConfig config, TensorType type) {
    try (Decoder decoder = decoder(config, type)) {
      int[][] decoded = inChunks(decoder, TOKENS, 1, Observer.NONE);
      assertThat(Arrays.equals(decoded[1], decoded[2])).isFalse();
      for (int chunk : new int[] {3, 16, 100, LENGTH}) {
        assertSame(inChunks(decoder, TOKENS, chunk, Observer.NONE), decoded);
      }
    }
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void lastEqualsAll(String name, ModelConfig config, TensorType type) {
    try (Decoder decoder = decoder(config, type)) {
      int[][] all = inChunks(decoder, TOKENS, LENGTH, Observer.NONE);
      Sequence sequence = decoder.newSequence(1000);
      decoder.forward(List.of(new Slice(sequence, TOKENS, 0, 250, Want.NONE)), Observer.NONE);
      decoder.forward(List.of(new Slice(sequence, TOKENS, 250, LENGTH, Want.LAST)), Observer.NONE);
      assertThat(bits(sequence.logits(), 0)).isEqualTo(all[LENGTH - 1]);
    }
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void threadsChangeNothing(String name, ModelConfig config, TensorType type) {
    int[][] one = null;
    for (int threads : new int[] {1, 2, 5}) {
      try (Decoder decoder = RandomModels.decoder(config, type, new VectorKernels(), threads)) {
        int[][] prefill = inChunks(decoder, TOKENS, 150, Observer.NONE);
        one = one == null ? prefill : one;
        assertSame(prefill, one);
        assertSame(
            Arrays.copyOf(inChunks(decoder, Arrays.copyOf(TOKENS, 20), 1, Observer.NONE), 20),
            Arrays.copyOf(one, 20));
      }
    }
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void companyChangesNothing(String name, ModelConfig config, TensorType type) {
    try (Decoder decoder = decoder(config, type)) {
      int[][] alone = inChunks(decoder, TOKENS, LENGTH, Observer.NONE);
      Sequence first = decoder.newSequence(1000);
      List<int[]> rows = new ArrayList<>();
      int from = 0;
      for (int round = 0; from < LENGTH; round++) {
        int to = Math.min(LENGTH, from + 1 + 13 * round);
        Sequence other = decoder.newSequence(1000);
        Sequence third = decoder.newSequence(500);
        decoder.forward(
            List.of(
                Slice.of(other, tokens(40 * round + 1, 5), Want.LAST),
                new Slice(first, TOKENS, from, to, Want.ALL),
                Slice.of(third, tokens(7, 11), Want.NONE)),
            Observer.NONE);
        for (int i = 0; i < to - from; i++) {
          rows.add(bits(first.logits(), i));
        }
        from = to;
      }
      assertSame(rows.toArray(new int[0][]), alone);
    }
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void forkMarkAndRollbackReturnToTheSamePast(String name, ModelConfig config, TensorType type) {
    try (Decoder decoder = decoder(config, type)) {
      int[][] straight = inChunks(decoder, TOKENS, LENGTH, Observer.NONE);
      Sequence sequence = decoder.newSequence(1000);
      append(decoder, sequence, Arrays.copyOf(TOKENS, 130), 50, Observer.NONE);
      Sequence.Mark mark = sequence.mark();
      append(decoder, sequence, tokens(21, 9), 7, Observer.NONE);
      sequence.rollback(mark);
      Sequence fork = sequence.fork();
      int[] rest = Arrays.copyOfRange(TOKENS, 130, LENGTH);
      append(decoder, fork, tokens(90, 8), 90, Observer.NONE);
      int[][] expected = Arrays.copyOfRange(straight, 130, LENGTH);
      Sequence second = sequence.fork();
      assertSame(append(decoder, sequence, rest, 64, Observer.NONE), expected);
      assertSame(append(decoder, second, rest, 1, Observer.NONE), expected);
      assertThat(second.length()).isEqualTo(LENGTH);
      assertThat(second.token(140)).isEqualTo(TOKENS[140]);
    }
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void beingObservedChangesNothing(String name, ModelConfig config, TensorType type) {
    Observer everything =
        new Observer() {
          @Override
          public boolean wantsAttention(int layer) {
            return true;
          }

          @Override
          public void attention(
              int layer, int head, int slice, int position, float[] weights, int first, int keys) {
            double sum = 0;
            for (int i = 0; i < keys; i++) {
              sum += weights[i];
            }
            assertThat(sum).isBetween(0.0, 1.0001);
          }

          @Override
          public void stage(Stage stage, int layer, RowMap map, Rows values) {
            assertThat(Float.isFinite(values.data[values.at(map.rows() - 1)])).isTrue();
          }
        };
    try (Decoder decoder = decoder(config, type)) {
      int[] text = Arrays.copyOf(TOKENS, 90);
      assertSame(
          inChunks(decoder, text, 40, everything), inChunks(decoder, text, 90, Observer.NONE));
      assertSame(
          inChunks(decoder, text, 1, everything), inChunks(decoder, text, 90, Observer.NONE));
    }
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("models")
  void vectorKernelsStayWithinABoundOfScalarOnes(String name, ModelConfig config, TensorType type) {
    int[] text = Arrays.copyOf(TOKENS, 80);
    try (Decoder vector = decoder(config, type);
        Decoder scalar = RandomModels.decoder(config, type, new ScalarKernels(), 2)) {
      int[][] fast = inChunks(vector, text, 80, Observer.NONE);
      int[][] plain = inChunks(scalar, text, 80, Observer.NONE);
      for (int i = 0; i < fast.length; i++) {
        for (int j = 0; j < fast[i].length; j++) {
          float a = Float.intBitsToFloat(fast[i][j]);
          float b = Float.intBitsToFloat(plain[i][j]);
          assertThat(Math.abs(a - b)).isLessThanOrEqualTo(2e-4f * Math.max(1, Math.abs(b)));
        }
      }
    }
  }
}
