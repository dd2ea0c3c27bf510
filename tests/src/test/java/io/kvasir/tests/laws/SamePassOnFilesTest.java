package io.kvasir.tests.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.kernel.Activations;
import io.kvasir.model.kernel.Rows;
import io.kvasir.model.layer.Decoder;
import io.kvasir.model.load.LoadOptions;
import io.kvasir.model.load.LoadedModel;
import io.kvasir.model.load.ModelLoader;
import io.kvasir.model.observe.Observer;
import io.kvasir.model.state.Sequence;
import io.kvasir.model.state.Slice;
import io.kvasir.model.state.Slice.Want;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first law on real files: every family, container and weight format gives the same bits
 * however a text goes through. Long texts at every width are tested beside the decoder; here the
 * files are what varies.
 */
class SamePassOnFilesTest {
  private static final int LENGTH = 60;

  private static final Observer CURIOUS =
      new Observer() {
        @Override
        public boolean wantsAttention(int layer) {
          return true;
        }
      };

  static Stream<Path> committed() {
    Path golden = Path.of(System.getProperty("basedir", ".")).resolve("golden");
    return models(golden.resolve("models"), golden.resolve("gguf"));
  }

  static Stream<Path> shared() {
    Path fixtures = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures");
    return models(
        fixtures.resolve("models"), fixtures.resolve("gguf"), fixtures.resolve("gguf-quant"));
  }

  private static Stream<Path> models(Path... folders) {
    List<Path> models = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(f -> Files.isDirectory(f) || f.toString().endsWith(".gguf"))
            .sorted()
            .forEach(models::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(models.size()).isGreaterThan(10);
    return models.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("committed")
  void committedFilesKeepTheLaw(Path model) {
    check(model, LoadOptions.defaults());
  }

  @Tag("shared")
  @ParameterizedTest(name = "{0}")
  @MethodSource("shared")
  void sharedFilesKeepTheLaw(Path model) {
    check(model, LoadOptions.defaults().activations(Activations.FLOAT));
  }

  @Tag("shared")
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Q4_0", "Q4_1", "Q4_K_M"})
  void filesOfFourBitsKeepTheLawWithRoundedActivations(String type) {
    LoadOptions rounded = LoadOptions.defaults();
    Path folder = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures/gguf-quant");
    Path path = folder.resolve("llama256-" + type + ".gguf");
    try (LoadedModel model = ModelLoader.open(path, rounded)) {
      assertThat(model.activations()).isEqualTo(Activations.INT8);
      assertThat(model.notes()).hasSize(1);
    }
    check(path, rounded);
  }

  private static void check(Path path, LoadOptions options) {
    List<String> expected;
    int[] tokens;
    try (LoadedModel model = ModelLoader.open(path, options.threads(2))) {
      Decoder decoder = model.decoder();
      tokens = tokens(Math.min(LENGTH, decoder.config().context()), decoder.config().vocabulary());
      expected = rows(decoder, tokens, 1, Observer.NONE);
      assertThat(rows(decoder, tokens, 3, Observer.NONE)).isEqualTo(expected);
      assertThat(rows(decoder, tokens, 16, CURIOUS)).isEqualTo(expected);
      assertThat(rows(decoder, tokens, tokens.length, Observer.NONE)).isEqualTo(expected);
      assertThat(inCompany(decoder, tokens)).isEqualTo(expected);
      assertThat(afterForkAndRollback(decoder, tokens)).isEqualTo(expected);
    }
    for (int threads : new int[] {1, 5}) {
      try (LoadedModel model = ModelLoader.open(path, options.threads(threads))) {
        assertThat(rows(model.decoder(), tokens, 13, Observer.NONE)).isEqualTo(expected);
      }
    }
  }

  private static int[] tokens(int count, int vocabulary) {
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = (37 * i * i + 11 * i + 5) % vocabulary;
    }
    return tokens;
  }

  /** The bits of each position's logits, as text, so that a difference names its position. */
  private static void addRows(List<String> rows, int from, Rows logits, int count) {
    for (int i = 0; i < count; i++) {
      StringBuilder bits = new StringBuilder().append(from + i).append(':');
      for (int v = 0; v < logits.cols; v++) {
        bits.append(Integer.toHexString(Float.floatToRawIntBits(logits.data[logits.at(i) + v])));
      }
      rows.add(bits.toString());
    }
  }

  private static void append(
      Decoder decoder,
      Sequence sequence,
      int[] tokens,
      int chunk,
      Observer observer,
      List<String> rows) {
    for (int from = sequence.length(); from < tokens.length; from += chunk) {
      int to = Math.min(tokens.length, from + chunk);
      decoder.forward(List.of(new Slice(sequence, tokens, from, to, Want.ALL)), observer);
      addRows(rows, from, sequence.logits(), to - from);
    }
  }

  private static List<String> rows(Decoder decoder, int[] tokens, int chunk, Observer observer) {
    List<String> rows = new ArrayList<>();
    append(decoder, decoder.newSequence(tokens.length), tokens, chunk, observer, rows);
    return rows;
  }

  private static List<String> inCompany(Decoder decoder, int[] tokens) {
    List<String> rows = new ArrayList<>();
    Sequence sequence = decoder.newSequence(tokens.length);
    int vocabulary = decoder.config().vocabulary();
    for (int from = 0; from < tokens.length; from += 20) {
      int to = Math.min(tokens.length, from + 20);
      decoder.forward(
          List.of(
              Slice.of(decoder.newSequence(9), tokens(9, vocabulary - 1), Want.LAST),
              new Slice(sequence, tokens, from, to, Want.ALL),
              Slice.of(decoder.newSequence(1), new int[] {from % vocabulary}, Want.NONE)),
          Observer.NONE);
      addRows(rows, from, sequence.logits(), to - from);
    }
    return rows;
  }

  private static List<String> afterForkAndRollback(Decoder decoder, int[] tokens) {
    List<String> rows = new ArrayList<>();
    Sequence sequence = decoder.newSequence(tokens.length);
    int[] begin = Arrays.copyOf(tokens, 30);
    append(decoder, sequence, begin, 30, Observer.NONE, rows);
    Sequence.Mark mark = sequence.mark();
    Slice other = new Slice(sequence, tokens, 0, 5, Want.LAST);
    decoder.forward(List.of(other), Observer.NONE);
    sequence.rollback(mark);
    Sequence fork = sequence.fork();
    decoder.forward(List.of(other), Observer.NONE);
    append(decoder, fork, tokens, 7, Observer.NONE, rows);
    return rows;
  }
}
