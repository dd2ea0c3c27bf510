package io.kvasir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.InvalidPromptException;
import io.kvasir.model.generate.PromptTooLongException;
import io.kvasir.model.generate.Statistics;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.tokenizer.TextStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The public way in, on a tiny model whose results the original implementation has computed. */
class KvasirTest {
  private static final Path LLAMA = resource("/models/llama");
  private static final GenerateOptions GREEDY = GenerateOptions.defaults().temperature(0);
  private static final JsonNode GOLDEN = golden();
  private static final int[] PROMPT = ints("prompt_ids");
  private static final int[] CONTINUATION = ints("greedy_ids");
  private static Kvasir kvasir;

  @BeforeAll
  static void open() {
    kvasir = Kvasir.open(LLAMA, OpenOptions.defaults().threads(2));
  }

  @AfterAll
  static void close() {
    kvasir.close();
  }

  private static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(KvasirTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode golden() {
    try {
      return new ObjectMapper().readTree(LLAMA.resolve("golden.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] ints(String name) {
    return new ObjectMapper().convertValue(GOLDEN.get(name), int[].class);
  }

  @Test
  void theGreedyContinuationIsThatOfTheOriginalImplementation() {
    List<Integer> ids = new ArrayList<>();
    Generation generation = kvasir.start(PROMPT, GREEDY.maxTokens(CONTINUATION.length));
    generation.forEachRemaining(emitted -> ids.add(emitted.id()));
    assertThat(ids.stream().mapToInt(i -> i).toArray()).isEqualTo(CONTINUATION);
  }

  @Test
  void aTextIsContinuedByTheTextOfItsTokens() {
    String prompt = GOLDEN.get("prompt_text").asText();
    TextStream stream = kvasir.tokenizer().stream(true);
    for (int id : PROMPT) {
      stream.push(id);
    }
    StringBuilder expected = new StringBuilder();
    for (int id : CONTINUATION) {
      expected.append(stream.push(id));
    }
    expected.append(stream.finish());
    assertThat(kvasir.generate(prompt, GREEDY.maxTokens(CONTINUATION.length)))
        .isEqualTo(expected.toString())
        .startsWith("f");
    assertThat(kvasir.start(prompt, GREEDY).prompt()).isEqualTo(PROMPT);
  }

  @Test
  void logitsAreThoseOfTheOriginalImplementation() {
    JsonNode golden = GOLDEN.get("logits");
    FloatBuffer expected =
        ByteBuffer.wrap(Base64.getDecoder().decode(golden.get("base64").asText()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    int rows = golden.get("shape").get(0).asInt();
    int vocabulary = golden.get("shape").get(1).asInt();
    int[] ids = new int[rows];
    System.arraycopy(PROMPT, 0, ids, 0, PROMPT.length);
    System.arraycopy(CONTINUATION, 0, ids, PROMPT.length, rows - PROMPT.length);
    float[][] logits = kvasir.logits(ids);
    assertThat(logits).hasDimensions(rows, vocabulary);
    float tolerance = (float) GOLDEN.get("suggested_tolerance").asDouble();
    for (float[] row : logits) {
      for (float logit : row) {
        assertThat(logit).isCloseTo(expected.get(), within(tolerance));
      }
    }
  }

  @Test
  void logProbabilitiesAreTheSoftmaxOfTheLogits() {
    float[] logits = kvasir.logits(PROMPT)[PROMPT.length - 1];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    GenerateOptions options = GREEDY.maxTokens(1).logProbabilities(true);
    Emitted first = kvasir.start(PROMPT, options).next();
    assertThat(first.logProbability()).isCloseTo(logits[first.id()] - Math.log(sum), within(1e-12));
  }

  @Test
  void aStreamGivesTheSameTextAndCanBeLeft() {
    GenerateOptions options = GREEDY.maxTokens(8);
    try (Stream<Emitted> stream = kvasir.stream("Tom told", options)) {
      assertThat(stream.map(Emitted::text).collect(Collectors.joining()))
          .isEqualTo(kvasir.generate("Tom told", options));
    }
    try (Stream<Emitted> stream = kvasir.stream("Tom told", GREEDY)) {
      assertThat(stream.limit(3)).hasSize(3);
    }
  }

  @Test
  void severalTextsTogetherAreEachAsAlone() {
    List<String> prompts = List.of("Tom", "", "Once upon a time there was a story about Tom");
    GenerateOptions options = GenerateOptions.defaults().seed(5).maxTokens(20).ignoreEnd(true);
    assertThat(kvasir.generateAll(prompts, options))
        .isEqualTo(prompts.stream().map(p -> kvasir.generate(p, options)).toList());
  }

  @Test
  void severalThreadsShareAModel() throws Exception {
    GenerateOptions options = GenerateOptions.defaults().seed(6).maxTokens(20);
    String expected = kvasir.generate("Tom told", options);
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<String>> texts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        texts.add(threads.submit(() -> kvasir.generate("Tom told", options)));
      }
      for (Future<String> text : texts) {
        assertThat(text.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    GenerateOptions options = GenerateOptions.defaults().seed(6).maxTokens(30);
    for (int threads : new int[] {1, 5}) {
      try (Kvasir other = Kvasir.open(LLAMA, OpenOptions.defaults().threads(threads))) {
        assertThat(other.logits(PROMPT)).isEqualTo(kvasir.logits(PROMPT));
        assertThat(other.generate("Tom", options)).isEqualTo(kvasir.generate("Tom", options));
      }
    }
  }

  @Test
  void statisticsNameTheEngine() {
    Generation generation = kvasir.start(PROMPT, GREEDY.maxTokens(3));
    generation.forEachRemaining(emitted -> {});
    Statistics statistics = generation.statistics();
    assertThat(statistics.promptTokens()).isEqualTo(PROMPT.length);
    assertThat(statistics.engine().file()).isEqualTo(LLAMA.toString());
    assertThat(statistics.engine().threads()).isEqualTo(2);
    assertThat(statistics.engine().kernels()).isNotEmpty();
    assertThat(statistics.engine().activations()).isEqualTo("float");
    assertThat(statistics.engine().cacheType()).isEqualTo("f32");
    assertThat(statistics.engine().loadSeconds()).isPositive();
    assertThat(statistics.engine().tokenizerSeconds()).isPositive();
    assertThat(kvasir.engine()).isEqualTo(statistics.engine());
  }

  @Test
  void theContextIsTheModelsOrTheOptions() {
    assertThat(kvasir.context()).isEqualTo(kvasir.config().context()).isEqualTo(256);
    try (Kvasir small = Kvasir.open(LLAMA, OpenOptions.defaults().context(25))) {
      assertThat(small.context()).isEqualTo(25);
      assertThatThrownBy(() -> small.generate(GOLDEN.get("prompt_text").asText() + " and more"))
          .isInstanceOf(PromptTooLongException.class)
          .hasMessageEndingWith("the context holds 25 (of the model's 256)");
      assertThatThrownBy(() -> small.logits(new int[26]))
          .isInstanceOf(PromptTooLongException.class);
    }
    assertThatThrownBy(() -> Kvasir.open(LLAMA, OpenOptions.defaults().context(257)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(LLAMA + ": context 257, the model has 256");
  }

  @Test
  void aPromptOfSpecialTokensAloneIsContinued() {
    assertThat(kvasir.start("", GREEDY).prompt()).containsExactly(1);
  }

  @Test
  void idsOutsideOfTheVocabularyAreErrors() {
    assertThatThrownBy(() -> kvasir.start(new int[] {1, 288}, GREEDY))
        .isInstanceOf(InvalidPromptException.class);
    assertThatThrownBy(() -> kvasir.logits(new int[] {-1}))
        .isInstanceOf(InvalidPromptException.class);
    assertThatThrownBy(() -> kvasir.logits(new int[0])).isInstanceOf(InvalidPromptException.class);
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> OpenOptions.defaults().threads(0))
        .hasMessage("threads 0, wanted at least 1");
    assertThatThrownBy(() -> OpenOptions.defaults().context(-1))
        .hasMessage("context -1, wanted at least 1");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Kvasir.open(Path.of("no-such-model.gguf")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("no-such-model.gguf: ");
  }

  @Test
  void aClosedModelSaysSo() {
    Kvasir closed = Kvasir.open(LLAMA);
    Generation generation = closed.start(PROMPT, GREEDY);
    generation.next();
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.generate("Tom"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("the model is closed");
    assertThatThrownBy(() -> closed.logits(PROMPT)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(generation::next).isInstanceOf(IllegalStateException.class);
    assertThat(generation.hasNext()).isFalse();
  }
}
