package io.kvasir.tools.train;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.StoryGenerator;
import java.util.Arrays;
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
    Batches batches =
        new Batches(new StoryGenerator(Grammar.standard()), tokenizer, Split.TRAINING, recipe);
    return IntStream.range(0, recipe.steps())
        .mapToObj(batches::batch)
        .flatMap(batch -> Arrays.stream(batch.inputs()));
  }
}
