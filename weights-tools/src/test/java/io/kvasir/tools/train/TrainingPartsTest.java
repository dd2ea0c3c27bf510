package io.kvasir.tools.train;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.kvasir.model.Kvasir;
import io.kvasir.model.weights.TensorType;
import io.kvasir.model.weights.gguf.GgufKeys;
import io.kvasir.model.weights.gguf.GgufWriter;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import io.kvasir.tools.train.tokenizer.BpeTrainer;
import io.kvasir.tools.train.tokenizer.TrainedVocabulary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a training needs no library with gradients. */
class TrainingPartsTest {
  private static final StoryGenerator STORIES = new StoryGenerator(Grammar.standard());
  private static final TrainedVocabulary VOCABULARY =
      BpeTrainer.train(
          STORIES.stories(Split.TRAINING, 1).limit(60).map(Story::text), 320, Trainer.END);
  private static final Segmentation SEGMENTATION = Segmentation.of("test", VOCABULARY);
  private static final ModelSize SIZE = new ModelSize(320, 32, 2, 2, 1, 16, 64, 96);
  private static final Recipe RECIPE =
      new Recipe(SIZE, 7, 60, 100, 192, 2, 24, 48, 3, 5e-3, 10, 133, 20, 10, 1e-3, 0.1, 1, 2);

  @TempDir Path folder;

  @Test
  void theLearningRateRisesToItsPeakAndFallsToAlmostNothing() {
    assertThat(RECIPE.learningRate(0)).isEqualTo(5e-4);
    assertThat(RECIPE.learningRate(9)).isEqualTo(5e-3);
    for (int step = 11; step < 90; step++) {
      assertThat(RECIPE.learningRate(step)).isLessThan(RECIPE.learningRate(step - 1));
    }
    assertThat(RECIPE.learningRate(89)).isBetween(1e-5, 1.2e-4);
  }

  @Test
  void theEncoreBeginsAnewAndEndsInNothing() {
    assertThat(RECIPE.learningRate(90)).isEqualTo(1e-3 / 50);
    assertThat(RECIPE.learningRate(99)).isCloseTo(1e-3 * 10 / 50 / 10, offset(1e-12));
  }

  @Test
  void aBatchDependsOnSeedAndStepAlone() {
    Batches batches = new Batches(STORIES, SEGMENTATION, Split.TRAINING, RECIPE);
    Batches.Batch third = batches.batch(3);

    assertThat(new Batches(STORIES, SEGMENTATION, Split.TRAINING, RECIPE).batch(3).inputs())
        .isDeepEqualTo(third.inputs());
    assertThat(Arrays.deepEquals(batches.batch(4).inputs(), third.inputs())).isFalse();
  }

  @Test
  void windowsBeginWithAStoryAndTargetsAreTheNextTokens() {
    Batches batches = new Batches(STORIES, SEGMENTATION, Split.TRAINING, RECIPE);
    for (int step = 0; step < 6; step++) {
      Batches.Batch batch = batches.batch(step);
      assertThat(batch.tokens()).isEqualTo(192);
      assertThat(batch.inputs()[0]).hasSize(step < 2 ? 24 : step % 3 == 2 ? 96 : 48);
      for (int w = 0; w < batch.inputs().length; w++) {
        long[] input = batch.inputs()[w];
        assertThat(input[0]).isZero();
        assertThat(Arrays.copyOfRange(input, 1, input.length))
            .isEqualTo(Arrays.copyOf(batch.targets()[w], input.length - 1));
      }
    }
  }

  /** While the learning rate falls to nothing, all windows are as long as the context. */
  @Test
  void windowsAreShortThenLongerThenWhole() {
    assertThat(RECIPE.window(1)).isEqualTo(24);
    assertThat(RECIPE.window(3)).isEqualTo(48);
    assertThat(RECIPE.window(5)).isEqualTo(96);
    assertThat(IntStream.range(50, 100).map(RECIPE::window)).containsOnly(96);
  }

  @Test
  void oneTextOfFiftyIsCutFinerAndAlwaysAlike() {
    Segmentation again = Segmentation.of("test", VOCABULARY);
    int finer = 0;
    for (String story : STORIES.stories(Split.TRAINING, 3).limit(3000).map(Story::text).toList()) {
      int[] ids = SEGMENTATION.encode(story);
      assertThat(again.encode(story)).isEqualTo(ids);
      assertThat(SEGMENTATION.whole().decode(ids, true)).isEqualTo(story);
      finer += ids.length > SEGMENTATION.whole().encode(story, true, false).length ? 1 : 0;
    }
    assertThat(finer).isBetween(30, 90);
  }

  /** Told in the encore: whole but for the beginnings of some. */
  @Test
  void asPromptsOnlyBeginningsAreCutFiner() {
    int finer = 0;
    for (String story : STORIES.stories(Split.TRAINING, 3).limit(1000).map(Story::text).toList()) {
      int[] ids = SEGMENTATION.encodeAsPrompt(story);
      int[] whole = SEGMENTATION.whole().encode(story, true, false);
      assertThat(SEGMENTATION.whole().decode(ids, true)).isEqualTo(story);
      int same = 0; // tokens at the end
      while (same < Math.min(ids.length, whole.length)
          && ids[ids.length - 1 - same] == whole[whole.length - 1 - same]) {
        same++;
      }
      assertThat(whole.length - same).isLessThan(26);
      finer += ids.length > whole.length ? 1 : 0;
    }
    assertThat(finer).isBetween(20, 90);
  }

  @Test
  void inTheEncoreSomeStoriesAreToldTwice() {
    ModelSize size = new ModelSize(320, 32, 2, 2, 1, 16, 64, 4096);
    Recipe recipe =
        new Recipe(size, 7, 60, 20, 8192, 0, 64, 128, 1, 5e-3, 2, 26, 4, 10, 1e-3, 0.1, 1, 2);
    Batches batches = new Batches(STORIES, SEGMENTATION, Split.TRAINING, recipe);

    assertThat(IntStream.range(0, 10).map(step -> told(batches.batch(step), true))).containsOnly(0);
    assertThat(IntStream.range(10, 20).map(step -> told(batches.batch(step), true)).sum())
        .isBetween(5, 60);
    assertThat(IntStream.range(10, 20).map(step -> told(batches.batch(step), false)).sum())
        .isGreaterThan(60);
  }

  /** Whole stories of a batch; only those that are the one before once more, if it is so wanted. */
  private static int told(Batches.Batch batch, boolean twice) {
    int count = 0;
    for (long[] window : batch.inputs()) {
      String[] stories =
          Arrays.stream(window).mapToObj(Long::toString).collect(joining(" ")).split("\\b0 ", -1);
      for (int i = 1; i + 1 < stories.length; i++) {
        count += !twice || stories[i].equals(stories[i - 1]) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aModelsOwnTextsStayWhole() {
    Segmentation whole = Segmentation.of(SEGMENTATION.whole());
    STORIES
        .stories(Split.EVALUATION, 3)
        .limit(200)
        .map(Story::text)
        .forEach(story ->
            assertThat(whole.encode(story)).isEqualTo(whole.whole().encode(story, true, false)));
  }

  /** What two heads that share a V add up to: O·V = 2·VᵀV, a projection that is doubled. */
  @Test
  void attentionBeginsAsACopyOfAPartOfWhatItSees() {
    Map<String, float[]> weights = FirstWeights.draw(SIZE, 7);
    float[] value = // (16, 32)
        Objects.requireNonNull(weights.get("layers.1.attention.value.weight"));
    float[] output = // (32, 32)
        Objects.requireNonNull(weights.get("layers.1.attention.output.weight"));

    for (int seen = 0; seen < 16; seen++) { // the row of V that is what the heads look at
      float[] added = new float[32];
      for (int i = 0; i < 32; i++) {
        for (int column = 0; column < 32; column++) {
          double read = 0; // what V reads for this column
          for (int j = 0; j < 32; j++) {
            read += (double) value[column % 16 * 32 + j] * value[seen * 32 + j];
          }
          added[i] += (float) (output[i * 32 + column] * read);
        }
        assertThat(added[i]).isCloseTo(2 * value[seen * 32 + i], offset(1e-5f));
      }
    }
  }

  @Test
  void aCheckpointKeepsEveryBit() {
    Path file = folder.resolve("checkpoint.gguf");
    Map<String, float[]> state = new LinkedHashMap<>();
    state.put("weight.a", new float[] {1, -0f, Float.MIN_VALUE, 1 / 3f});
    state.put("mean.a", new float[] {Float.MAX_VALUE});
    Checkpoint.write(file, RECIPE, 17, state);

    Map<String, float[]> found = new HashMap<>();
    Checkpoint.check(file, RECIPE);
    assertThat(Checkpoint.read(file, found::put)).isEqualTo(17);
    assertThat(found.keySet()).isEqualTo(state.keySet());
    state.forEach((name, values) -> assertThat(found.get(name)).containsExactly(values));
  }

  @Test
  void aCheckpointOfAnotherSeedSaysWhatDiffers() {
    Path file = folder.resolve("checkpoint.gguf");
    Checkpoint.write(file, RECIPE, 17, Map.of("weight.a", new float[] {1}));

    assertThatThrownBy(() -> Checkpoint.check(file, RECIPE.withSeed(8).withSteps(10)))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            file
                + ": training of another recipe: seed: found 7, wanted 8; steps: found 100, wanted"
                + " 10; encore: found 10, wanted 1; another folder begins anew");
  }

  @Test
  void aCheckpointOfAnotherVersionsRecipeSaysSo() {
    Path file = folder.resolve("checkpoint.gguf");
    try (GgufWriter writer =
        GgufWriter.create(
            file,
            new GgufKeys()
                .string("general.architecture", "kvasir-training")
                .string("kvasir.training.recipe", "Recipe[seed=7, steps=100]")
                .uint32("kvasir.training.step", 17))) {
      writer.finish();
    }

    assertThatThrownBy(() -> Checkpoint.check(file, RECIPE))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            file
                + ": training of another recipe: it was begun by another version; another folder"
                + " begins anew");
  }

  @Test
  void aModelFileIsReadBackAsItWasWritten() {
    Path file = folder.resolve("m.gguf");
    Map<String, float[]> values = new HashMap<>();
    SIZE.shapes()
        .forEach((name, shape) -> {
          float[] numbers = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.sin(i + name.hashCode());
          }
          values.put(name, numbers);
        });
    ModelFile.write(file, "test", SIZE, VOCABULARY, TensorType.F32, values::get);

    try (Kvasir kvasir = Kvasir.open(file)) {
      assertThat(kvasir.config())
          .usingRecursiveComparison()
          .withEqualsForType((a, b) -> Math.abs(a - b) <= Math.ulp(a), Float.class)
          .isEqualTo(SIZE.config());
      assertThat(kvasir.tokenizer().vocabulary().size()).isEqualTo(320);
      assertThat(kvasir.tokenizer().encode("Once", true, true)[0]).isZero();
      assertThat(kvasir.logits(new int[] {0, 5, 9})).hasDimensions(3, 320);
    }
  }

  @Test
  void rowsThatAreNoWholeBlocksAreRefused() {
    assertThatThrownBy(() -> new ModelSize(320, 40, 2, 2, 1, 16, 64, 96))
        .hasMessage("rows of 40 and 64 floats, wanted multiples of 32");
  }

  @Test
  void theLogForgetsWhatComesAfterTheCheckpoint() {
    Path file = folder.resolve("losses.tsv");
    LossLog log = new LossLog(file, 0);
    log.add(new LossLog.Line(1, 7.5, Double.NaN, 1e-4));
    log.add(new LossLog.Line(2, 7.25, 7.5, 2e-4));
    log.add(new LossLog.Line(3, 7, Double.NaN, 3e-4));

    List<LossLog.Line> lines = new LossLog(file, 2).lines();

    assertThat(lines).hasSize(2).contains(new LossLog.Line(2, 7.25, 7.5, 2e-4));
    assertThat(new LossLog(file, 9).lines()).isEqualTo(lines);
  }
}
