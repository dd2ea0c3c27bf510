package io.kvasir.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Application;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.inference.streaming.StreamingTranslator;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
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
        .hasMessage("argument topK: found 'many', wanted a whole number");
    assertThatThrownBy(
            () -> criteria().optModelPath(folder.resolve("none.gguf")).build().loadModel())
        .isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void anUnknownArgumentOrOptionIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> criteria().optArgument("max_tokens", 5).build().loadModel())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "argument 'max_tokens' is not known, wanted one of maxTokens, temperature, topK, topP,"
                + " minP, repetitionPenalty, seed, stop");
    assertThatThrownBy(() -> criteria().optOption("contexts", "8").build().loadModel())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("option 'contexts' is not known, wanted one of threads, context");
  }

  @Test
  void whatDjlItselfPutsInPasses() throws Exception {
    Criteria.Builder<String, String> all =
        criteria()
            .optApplication(Application.NLP.TEXT_GENERATION)
            .optModelPath(null)
            .optModelUrls(file.toUri() + "?model_name=mead&artifact_id=mead");
    try (ZooModel<String, String> model = all.build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      assertThat(predictor.predict(PROMPT)).isEqualTo(expected);
    }
  }

  @Test
  void stopsAreOneTextOrSeveral() throws Exception {
    String first = expected.substring(6, 8);
    String later = expected.substring(12, 14);
    for (Object stop : List.of(first, List.of(later, first), new String[] {later, first})) {
      try (ZooModel<String, String> model =
              criteria().optArgument("stop", stop).build().loadModel();
          Predictor<String, String> predictor = model.newPredictor()) {
        assertThat(predictor.predict(PROMPT))
            .isEqualTo(expected.substring(0, expected.indexOf(first)));
      }
    }
    assertThatThrownBy(() -> criteria().optArgument("stop", List.of(5)).build().loadModel())
        .hasMessage("argument stop: found '5', wanted a text or a list of texts");
  }

  @Test
  @SuppressWarnings("NullAway") // the point
  void aMissingPromptIsOneClearLine() throws Exception {
    try (ZooModel<String, String> model = criteria().build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      assertThatThrownBy(() -> predictor.predict(null))
          .isInstanceOf(TranslateException.class)
          .hasMessage("the prompt is null, wanted a text");
      assertThatThrownBy(() -> predictor.streamingPredict(null))
          .isInstanceOf(TranslateException.class)
          .hasMessage("the prompt is null, wanted a text");
    }
  }

  /** The test sets no such property itself; loading the engine was enough. */
  @Test
  void djlIsToldNotToCallHome() {
    assertThat(Engine.getEngine("Kvasir")).isNotNull();
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void theEngineIsKnownAndLeavesTheFirstPlaceToThoseWithArrays() {
    Engine engine = Engine.getEngine("Kvasir");

    assertThat(engine.getEngineName()).isEqualTo("Kvasir");
    assertThat(engine.getRank()).isLessThan(15);
    assertThat(Engine.getAllEngines()).contains("Kvasir");
  }
}
