package io.kvasir.tools.train;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import io.kvasir.tools.train.tokenizer.BpeTrainer;
import io.kvasir.tools.train.tokenizer.TrainedVocabulary;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the embedded model has read. */
public final class TrainingText {
  private TrainingText() {}

  /**
   * Makes the training text once more.
   *
   * @param tokenizer of the model
   * @return the tokens of every window, in the order of the training
   */
  public static Stream<long[]> windows(Tokenizer tokenizer) {
    Recipe recipe = Recipe.mead();
    Segmentation trained = Segmentation.of(Trainer.NAME, vocabulary(recipe));
    Segmentation segmentation = new Segmentation(tokenizer, trained.finer());
    Batches batches =
        new Batches(
            new StoryGenerator(Grammar.standard()),
            segmentation,
            Set.of(),
            segmentation.longer(),
            Split.TRAINING,
            recipe);
    return IntStream.range(0, recipe.steps())
        .mapToObj(batches::batch)
        .flatMap(batch -> Arrays.stream(batch.inputs()));
  }

  /** The vocabulary that a recipe's first stories teach. */
  static TrainedVocabulary vocabulary(Recipe recipe) {
    Stream<String> texts =
        new StoryGenerator(Grammar.standard())
            .stories(Split.TRAINING, recipe.seed())
            .limit(recipe.tokenizerStories())
            .map(Story::text);
    return BpeTrainer.train(texts, recipe.size().vocabulary(), Trainer.END);
  }
}
