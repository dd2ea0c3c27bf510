package io.kvasir.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.inference.streaming.StreamingTranslator;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.load.EmbeddedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KvasirEngineTest {
  private static final String PROMPT = "Once upon a time";
  private static final GenerateOptions OPTIONS =
      GenerateOptions.defaults().temperature(0.7).seed(5).maxTokens(24);

  @TempDir static Path folder;

  private static Path file = Path.of("");
  private static String expected = "";

  @BeforeAll
  static void copy() throws Exception {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    file = folder.resolve("mead.gguf");
    Files.copy(EmbeddedModel.path(), file);
    try (Kvasir kvasir = Kvasir.open(file)) {
      expected = kvasir.generate(PROMPT, OPTIONS);
    }
  }

  private static Criteria.Builder<String, String> criteria() {
    return Criteria.builder()
        .setTypes(String.class, String.class)
        .optEngine("Kvasir")
        .optModelPath(file)
        .optTranslatorFactory(new KvasirTranslatorFactory())
        .optArgument("temperature", 0.7)
        .optArgument("seed", 5)
        .optArgument("maxTokens", "24");
  }

  @Test
  void predictGivesTheTextOfOurOwnApi() throws Exception {
    try (ZooModel<String, String> model = criteria().build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      assertThat(predictor.predict(PROMPT)).isEqualTo(expected).isNotEmpty();
    }
  }

  @Test
  void streamingPredictGivesTheSameInPieces() throws Exception {
    try (ZooModel<String, String> model = criteria().build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      StringBuilder text = new StringBuilder();
      int pieces = 0;
      StreamingTranslator.StreamOutput<String> out = predictor.streamingPredict(PROMPT);
      for (String piece = out.getIterativeOutput();
          !piece.isEmpty();
          piece = out.getIterativeOutput()) {
        text.append(piece);
        pieces++;
      }

      assertThat(text.toString()).isEqualTo(expected);
      assertThat(pieces).isGreaterThan(10);
    }
  }

  @Test
  void aStreamIsAnIteratorAndCanBeLeft() throws Exception {
    try (ZooModel<String, String> model = criteria().build().loadModel();
        Predictor<String, String> predictor = model.newPredictor();
        TextStream stream = (TextStream) predictor.streamingPredict(PROMPT)) {
      String begin =
          IntStream.range(0, 4).mapToObj(i -> stream.next()).collect(Collectors.joining());

      assertThat(expected).startsWith(begin);
      assertThat(stream.hasNext()).isTrue();
    }
  }

  @Test
  void aBatchIsWhatItsPromptsGiveAlone() throws Exception {
    List<String> prompts = List.of(PROMPT, "One day", "A robot named Bolt");
    try (ZooModel<String, String> model = criteria().build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      List<String> together = predictor.batchPredict(prompts);

      assertThat(together).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(together.get(i)).isEqualTo(predictor.predict(prompts.get(i)));
      }
    }
  }

  @Test
  void aFolderWithOneModelIsFound() throws Exception {
    try (ZooModel<String, String> model =
        criteria().optModelPath(folder).optOption("threads", "1").build().loadModel()) {
      assertThat(model.newPredictor().predict(PROMPT)).isEqualTo(expected);
    }
  }

  @Test
  void badArgumentsAndMissingFilesAreClear() {
    assertThatThrownBy(() -> criteria().optArgument("topK", "many").build().loadModel())
        .rootCause()
        .hasMessageContaining("\"many\"");
    assertThatThrownBy(
            () -> criteria().optModelPath(folder.resolve("none.gguf")).build().loadModel())
        .isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void theEngineIsKnownAndLeavesTheFirstPlaceToThoseWithArrays() {
    Engine engine = Engine.getEngine("Kvasir");

    assertThat(engine.getEngineName()).isEqualTo("Kvasir");
    assertThat(engine.getRank()).isLessThan(15);
    assertThat(Engine.getAllEngines()).contains("Kvasir");
  }
}
