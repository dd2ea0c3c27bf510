package io.kvasir.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.layer.Decoder;
import io.kvasir.model.observe.Ablation;
import io.kvasir.model.sample.SamplerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Several texts of one model, in one pass or in several threads: each is what it is alone. */
class TogetherTest {
  private static final Decoder DECODER = TinyModels.random(60, 2);
  private static final EngineInfo ENGINE =
      new EngineInfo("model", "scalar", 2, "float", "f32", 0, 0, List.of());
  private static final Generator GENERATOR =
      new Generator(DECODER, TableTokenizer.letters(60), id -> id % 17 == 3, 700, ENGINE);
  private static final GenerateOptions OPTIONS =
      GenerateOptions.defaults()
          .sampler(SamplerSpec.defaults().temperature(1.5).seed(9))
          .maxTokens(60);

  @AfterAll
  static void close() {
    DECODER.close();
  }

  private static String alone(int[] prompt) {
    StringBuilder text = new StringBuilder();
    GENERATOR.start(prompt, OPTIONS).forEachRemaining(e -> text.append(e.text()));
    return text.toString();
  }

  /** Forty prompts of 1 to 8 tokens, and one that needs two passes. */
  private static List<int[]> prompts() {
    Random random = new Random(4);
    List<int[]> prompts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      prompts.add(random.ints(1 + random.nextInt(8), 0, 60).toArray());
    }
    prompts.add(3, random.ints(600, 0, 60).toArray());
    return prompts;
  }

  @Test
  void textsOfOnePassAreThoseOfEachAlone() {
    List<String> expected = prompts().stream().map(TogetherTest::alone).toList();
    assertThat(expected.stream().distinct()).hasSizeGreaterThan(30);
    assertThat(GENERATOR.generateAll(prompts(), OPTIONS)).isEqualTo(expected);
  }

  @Test
  void textsOfOnePassAreAblatedAsEachAlone() {
    Ablation ablation = new Ablation(List.of(new Ablation.Head(0, 1)), List.of(0));
    GenerateOptions options = OPTIONS.ablation(ablation);
    int[] prompt = {5, 6, 7};
    StringBuilder text = new StringBuilder();
    GENERATOR.start(prompt, options).forEachRemaining(e -> text.append(e.text()));

    assertThat(GENERATOR.generateAll(List.of(prompt, prompt), options))
        .containsExactly(text.toString(), text.toString());
    assertThat(text.toString()).isNotEqualTo(alone(prompt));
    assertThatThrownBy(
            () -> GENERATOR.start(prompt, OPTIONS.ablation(new Ablation(List.of(), List.of(1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model: ablated feed-forward of layer 1: the model has layers 0 to 0");
  }

  @Test
  void textsOfSeveralThreadsAreThoseOfEachAlone() throws Exception {
    List<String> expected = prompts().stream().map(TogetherTest::alone).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<String>> texts = new ArrayList<>();
      for (int[] prompt : prompts()) {
        texts.add(threads.submit(() -> alone(prompt)));
      }
      for (int i = 0; i < texts.size(); i++) {
        assertThat(texts.get(i).get()).isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  void noPromptsGiveNoTexts() {
    assertThat(GENERATOR.generateAll(List.of(), OPTIONS)).isEmpty();
    assertThat(GENERATOR.generateAll(List.of(new int[] {1}, new int[] {2}), OPTIONS.maxTokens(0)))
        .containsExactly("", "");
  }

  @Test
  void oneBadPromptStopsAllBeforeAnythingRuns() {
    List<int[]> prompts = List.of(new int[] {1}, new int[701]);
    assertThatThrownBy(() -> GENERATOR.generateAll(prompts, OPTIONS))
        .isInstanceOf(PromptTooLongException.class);
  }

  @Test
  void theSameSeedGivesTheSameTextAndAnotherSeedAnother() {
    int[] prompt = {1, 2, 3};
    assertThat(alone(prompt)).isEqualTo(alone(prompt));
    StringBuilder other = new StringBuilder();
    GENERATOR.start(prompt, OPTIONS.seed(10)).forEachRemaining(e -> other.append(e.text()));
    assertThat(other.toString()).isNotEqualTo(alone(prompt));
  }

  @Test
  void theSeedOfTheStatisticsRepeatsTheText() {
    GenerateOptions unseeded = OPTIONS.sampler(SamplerSpec.defaults().temperature(1.5));
    Generation first = GENERATOR.start(new int[] {5}, unseeded);
    StringBuilder text = new StringBuilder();
    first.forEachRemaining(e -> text.append(e.text()));
    StringBuilder again = new StringBuilder();
    GENERATOR
        .start(new int[] {5}, unseeded.seed(first.statistics().seed()))
        .forEachRemaining(e -> again.append(e.text()));
    assertThat(again.toString()).isEqualTo(text.toString());
  }
}
