package io.kvasir.tools.train;

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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** As wide as the real one. */
  private static final ModelSize WIDE = new ModelSize(320, 192, 2, 6, 3, 32, 64, 96);

  private static final Recipe RECIPE =
      new Recipe(SIZE, 7, 60, 100, 0, 192, 2, 24, 48, 3, 5e-3, 10, 133, 20, 0.1, 1, 16, 2);

  @TempDir Path folder;

  private static Batches batches(Set<Integer> nouns, List<Integer> echoed, Recipe recipe) {
    return new Batches(STORIES, SEGMENTATION, nouns, echoed, Split.TRAINING, recipe);
  }

  @Test
  void theLearningRateRisesToItsPeakAndFallsToAlmostNothing() {
    assertThat(RECIPE.learningRate(0)).isEqualTo(5e-4);
    assertThat(RECIPE.learningRate(9)).isEqualTo(5e-3);
    for (int step = 11; step < 100; step++) {
      assertThat(RECIPE.learningRate(step)).isLessThan(RECIPE.learningRate(step - 1));
    }
    assertThat(RECIPE.learningRate(99)).isBetween(1e-5, 1.2e-4);
  }

  /** What is learned before does not depend on the steps that sharpen. */
  @Test
  void theStepsThatSharpenBeginOnceMoreAndLower() {
    Recipe sharpened =
        new Recipe(SIZE, 7, 60, 130, 30, 192, 2, 24, 48, 3, 5e-3, 10, 133, 20, 0.1, 1, 16, 2);
    assertThat(sharpened.sharpenFrom()).isEqualTo(100);
    for (int step = 0; step < 100; step++) {
      assertThat(sharpened.learningRate(step)).isEqualTo(RECIPE.learningRate(step));
      assertThat(sharpened.window(step)).isEqualTo(RECIPE.window(step));
    }
    assertThat(sharpened.learningRate(100)).isEqualTo(5e-5, offset(1e-18));
    assertThat(sharpened.learningRate(109)).isEqualTo(5e-4, offset(1e-18));
    assertThat(sharpened.learningRate(110)).isEqualTo(5e-4, offset(1e-18));
    for (int step = 111; step < 130; step++) {
      assertThat(sharpened.learningRate(step)).isLessThan(sharpened.learningRate(step - 1));
    }
    assertThat(sharpened.learningRate(129)).isEqualTo(5e-4 / 20, offset(1e-18));
    assertThat(IntStream.range(100, 130).map(sharpened::window)).containsOnly(96);
    assertThat(sharpened.withSteps(13).sharpenFrom()).isEqualTo(10);
    assertThat(sharpened.withSteps(4).sharpenFrom()).isEqualTo(4); // none of them
  }

  @Test
  void noMoreStepsSharpenThanThereAre() {
    assertThatThrownBy(() ->
            new Recipe(SIZE, 7, 60, 3, 4, 192, 2, 24, 48, 3, 5e-3, 10, 133, 20, 0.1, 1, 16, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps that sharpen: found 4, wanted 0 to 3");
  }

  @Test
  void aBatchDependsOnSeedAndStepAlone() {
    Batches batches = batches(Set.of(), SEGMENTATION.longer(), RECIPE);
    Batches others = batches(Set.of(), SEGMENTATION.longer(), RECIPE);
    for (int step = 20; step > 0; step--) { // among them echoes
      Batches.Batch batch = batches.batch(step);

      assertThat(others.batch(step).inputs()).isDeepEqualTo(batch.inputs());
      assertThat(others.batch(step).weights()).isDeepEqualTo(batch.weights());
      assertThat(Arrays.deepEquals(others.batch(step + 1).inputs(), batch.inputs())).isFalse();
    }
  }

  @Test
  void windowsBeginWithAStoryAndTargetsAreTheNextTokens() {
    Batches batches = batches(Set.of(), List.of(), RECIPE);
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

  /** A noun that is told again counts four times as much, to the end. */
  @Test
  void nounsThatComeBackCountMore() {
    ModelSize size = new ModelSize(320, 32, 2, 2, 1, 16, 64, 512);
    Recipe recipe =
        new Recipe(size, 7, 60, 100, 0, 1024, 0, 512, 512, 1, 5e-3, 10, 133, 20, 0.1, 1, 16, 2);
    int he = SEGMENTATION.whole().encode("he", false, false)[0]; // stands in for a noun
    Batches batches = batches(Set.of(he), List.of(), recipe);
    for (int step : new int[] {0, 99}) {
      Batches.Batch batch = batches.batch(step);
      Set<Float> back = new HashSet<>();
      Set<Float> others = new HashSet<>();
      double sum = 0;
      for (int w = 0; w < batch.inputs().length; w++) {
        boolean told = false;
        for (int i = 0; i < 512; i++) {
          told = batch.inputs()[w][i] != 0 && (told || batch.inputs()[w][i] == he);
          float weight = batch.weights()[w][i];
          sum += weight;
          if (weight > 0) { // else part of a prompt
            (told && batch.targets()[w][i] == he ? back : others).add(weight);
          }
        }
      }
      assertThat(sum / 1024).isCloseTo(1, offset(1e-5));
      assertThat(back).hasSize(1);
      assertThat(others).hasSize(1);
      assertThat(back.iterator().next() / others.iterator().next()).isCloseTo(4, offset(1e-5f));
    }
  }

  /** One window of sixteen or so; what a token follows in its first round it follows again. */
  @Test
  void someWindowsAreEchoesWhoseFirstRoundIsOnlyRead() {
    List<Integer> words = SEGMENTATION.longer();
    assertThat(words).isEqualTo(IntStream.range(257, 320).boxed().toList());
    Batches batches = batches(Set.of(), words, RECIPE);
    int echoes = 0;
    int windows = 0;
    for (int step = 0; step < 1000; step++) {
      Batches.Batch batch = batches.batch(step);
      for (int w = 0; w < batch.inputs().length; w++, windows++) {
        long[] ids = batch.inputs()[w];
        if (Arrays.stream(ids).skip(1).anyMatch(id -> id < 257)) {
          continue; // a story: no byte and no mark is among the words
        }
        echoes++;
        Set<Long> distinct = Arrays.stream(ids).skip(1).boxed().collect(Collectors.toSet());
        int period = distinct.size();
        assertThat(ids[0]).isZero();
        assertThat(period).isBetween(ids.length / 8, ids.length / 2);
        for (int i = 0; i < ids.length; i++) {
          assertThat(batch.weights()[w][i] > 0).isEqualTo(i > period);
          if (i > period) {
            assertThat(ids[i]).isEqualTo(ids[i - period]);
          }
        }
      }
    }
    assertThat(echoes * 16.0 / windows).isCloseTo(1, offset(0.2));
  }

  /** Prompts are read, not learned: of some texts only the beginning is cut finer. */
  @Test
  void someTextsBeginLikeAPrompt() {
    int finer = 0;
    for (String story : STORIES.stories(Split.TRAINING, 3).limit(1000).map(Story::text).toList()) {
      Segmentation.Told told = SEGMENTATION.encode(story);
      int[] ids = told.ids();
      int[] whole = SEGMENTATION.whole().encode(story, true, false);
      assertThat(SEGMENTATION.encode(story).ids()).isEqualTo(ids);
      assertThat(SEGMENTATION.whole().decode(ids, true)).isEqualTo(story);
      int rest = ids.length - told.given();
      assertThat(Arrays.copyOfRange(ids, told.given(), ids.length))
          .isEqualTo(Arrays.copyOfRange(whole, whole.length - rest, whole.length));
      assertThat(whole.length - rest).isLessThan(26);
      finer += told.given() > 0 ? 1 : 0;
    }
    assertThat(finer).isBetween(20, 90);
  }

  @Test
  void aModelsOwnTextsStayWhole() {
    Segmentation whole = Segmentation.of(SEGMENTATION.whole());
    STORIES
        .stories(Split.EVALUATION, 3)
        .limit(200)
        .map(Story::text)
        .forEach(story -> {
          assertThat(whole.encode(story).given()).isZero();
          assertThat(whole.encode(story).ids()).isEqualTo(whole.whole().encode(story, true, false));
        });
  }

  @Test
  void wordsOfOneTokenAreFoundWithASpaceAndWithout() {
    int[] withSpace = SEGMENTATION.whole().encode(" the", false, false);
    int[] without = SEGMENTATION.whole().encode("he", false, false);

    assertThat(withSpace).hasSize(1);
    assertThat(without).hasSize(1);
    assertThat(SEGMENTATION.tokens(List.of("the", "he", "unheardof")))
        .contains(withSpace[0], without[0])
        .hasSizeLessThanOrEqualTo(4);
  }

  /** While the learning rate falls to nothing, all windows are as long as the context. */
  @Test
  void windowsAreShortThenLongerThenWhole() {
    assertThat(RECIPE.window(1)).isEqualTo(24);
    assertThat(RECIPE.window(3)).isEqualTo(48);
    assertThat(RECIPE.window(5)).isEqualTo(96);
    assertThat(IntStream.range(50, 100).map(RECIPE::window)).containsOnly(96);
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

  /**
   * Between any tokens: the scores of the first head are largest at distance 1, of the second at 0.
   */
  @Test
  void twoHeadsBeginAsOnesThatLookBackAndAtTheTokenItself() {
    Map<String, float[]> weights = FirstWeights.draw(WIDE, 7);
    float[] embedding = Objects.requireNonNull(weights.get("embedding.tokens")); // (320, 192)
    float[] query = // (192, 192)
        Objects.requireNonNull(weights.get("layers.0.attention.query.weight"));
    float[] key = // (96, 192)
        Objects.requireNonNull(weights.get("layers.0.attention.key.weight"));
    for (int head = 0; head < 2; head++) {
      double[] mean = new double[9]; // score by distance
      for (int at = 0; at < 300; at++) {
        for (int distance = 0; distance < mean.length; distance++) {
          double score = 0;
          for (int pair = 0; pair < 16; pair++) {
            double angle = distance * Math.pow(10_000, -2.0 * pair / 32); // RoPE
            double q0 = row(query, 32 * head + 2 * pair, embedding, at + distance);
            double q1 = row(query, 32 * head + 2 * pair + 1, embedding, at + distance);
            double k0 = row(key, 2 * pair, embedding, at);
            double k1 = row(key, 2 * pair + 1, embedding, at);
            score += (q0 * k0 + q1 * k1) * Math.cos(angle) + (q0 * k1 - q1 * k0) * Math.sin(angle);
          }
          mean[distance] += score / Math.sqrt(32) / 300;
        }
      }
      for (int distance = 0; distance < mean.length; distance++) {
        double largest = mean[1 - head];
        assertThat(mean[distance])
            .isLessThanOrEqualTo(distance == 1 - head ? largest : largest - 1);
      }
    }
  }

  /** Two heads must share a key, and a second block must be there. */
  @Test
  void anInductionHeadWantsRoom() {
    for (ModelSize size :
        List.of(
            new ModelSize(320, 32, 1, 2, 1, 16, 64, 96),
            new ModelSize(320, 32, 2, 2, 2, 16, 64, 96),
            new ModelSize(320, 32, 2, 2, 1, 32, 64, 96))) {
      assertThatThrownBy(() -> FirstWeights.draw(size, 7))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found no room for an induction head");
    }
  }

  /**
   * After the first block, whose first head tells a token the one before it, and the second the
   * token itself: the query of a token fits best the keys of those that stood after it.
   */
  @Test
  void theSecondBlockBeginsWithAnInductionHead() {
    Map<String, float[]> weights = FirstWeights.draw(WIDE, 7);
    float[] embedding = Objects.requireNonNull(weights.get("embedding.tokens")); // (320, 192)
    float[] value = // (96, 192)
        Objects.requireNonNull(weights.get("layers.0.attention.value.weight"));
    float[] output = // (192, 192)
        Objects.requireNonNull(weights.get("layers.0.attention.output.weight"));
    float[] query = // (192, 192)
        Objects.requireNonNull(weights.get("layers.1.attention.query.weight"));
    float[] key = // (96, 192)
        Objects.requireNonNull(weights.get("layers.1.attention.key.weight"));
    int best = 0;
    for (int token = 0; token < 100; token++) {
      float[] asked = afterFirstBlock(embedding, value, output, 300, token);
      int winner = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int before = 0; before < 100; before++) {
        float[] seen = afterFirstBlock(embedding, value, output, before, 200 + before);
        double score = 0;
        for (int row = 16; row < 32; row++) {
          score += row(query, row, asked, 0) * row(key, row, seen, 0);
        }
        if (score > most) {
          most = score;
          winner = before;
        }
      }
      best += winner == token ? 1 : 0;
    }
    assertThat(best).isGreaterThan(90); // of 100, by 16 numbers each
  }

  /** The row of a token: its embedding, and what two heads add that look as they should. */
  private static float[] afterFirstBlock(
      float[] embedding, float[] value, float[] output, int before, int token) {
    float[] row = Arrays.copyOfRange(embedding, token * 192, token * 192 + 192);
    for (int column = 0; column < 64; column++) {
      double read = row(value, column % 32, embedding, column < 32 ? before : token);
      for (int i = 0; i < 192; i++) {
        row[i] += (float) (output[i * 192 + column] * read);
      }
    }
    return row;
  }

  /** A row of a matrix times the normed row of a token. */
  private static double row(float[] matrix, int row, float[] tokens, int token) {
    double squares = 0;
    double product = 0;
    for (int i = 0; i < 192; i++) {
      squares += (double) tokens[token * 192 + i] * tokens[token * 192 + i];
      product += (double) matrix[row * 192 + i] * tokens[token * 192 + i];
    }
    return product / Math.sqrt(squares / 192);
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
                + " 10; another folder begins anew");
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
