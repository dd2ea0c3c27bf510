package io.kvasir.tools.train;

import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.StoryGenerator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What every step of the training reads. A window is stories one after the other, each behind the
 * mark that ends the one before; the first begins the window and the last is cut. A batch depends
 * on seed and step alone, so a run that is taken up again reads what it would have read.
 *
 * <p>In the encore one story of four is told twice: nothing but induction tells what comes again.
 * And no story is cut finer as a whole any more, but of some the beginning is, as of a prompt whose
 * words are not those of the corpus: what follows shall be whole again.
 */
final class Batches {
  /**
   * The tokens of one step.
   *
   * @param inputs (windows, length)
   * @param targets the token after each, same shape
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Batch(long[][] inputs, long[][] targets) {
    int tokens() {
      return inputs.length * inputs[0].length;
    }

    /** The same windows, dealt out to so many; their number is a multiple of it. */
    List<Batch> shares(int count) {
      int size = inputs.length / count;
      return IntStream.range(0, count)
          .mapToObj(n ->
              new Batch(
                  Arrays.copyOfRange(inputs, n * size, (n + 1) * size),
                  Arrays.copyOfRange(targets, n * size, (n + 1) * size)))
          .toList();
    }
  }

  private static final int TWICE = 4; // one story of so many

  private final StoryGenerator generator;
  private final Segmentation segmentation;
  private final Split split;
  private final Recipe recipe;

  Batches(StoryGenerator generator, Segmentation segmentation, Split split, Recipe recipe) {
    this.generator = generator;
    this.segmentation = segmentation;
    this.split = split;
    this.recipe = recipe;
  }

  Batch batch(int step) {
    int length = recipe.window(step);
    int windows = recipe.batchTokens() / length;
    long[][] inputs = new long[windows][];
    long[][] targets = new long[windows][];
    long seed = recipe.seed() * 1_000_003 + step;
    try (Stream<int[]> stories = step < recipe.mainSteps() ? tokens(seed) : encore(seed)) {
      Iterator<int[]> next = stories.iterator();
      for (int w = 0; w < windows; w++) {
        long[] window = window(next, length + 1);
        inputs[w] = Arrays.copyOf(window, length);
        targets[w] = Arrays.copyOfRange(window, 1, length + 1);
      }
    }
    return new Batch(inputs, targets);
  }

  private Stream<int[]> tokens(long seed) {
    return generator
        .stories(split, seed)
        .map(story -> segmentation.encode(story.text())); // the mark, then the story
  }

  private Stream<int[]> encore(long seed) {
    return generator
        .stories(split, seed)
        .map(story -> segmentation.encodeAsPrompt(story.text()))
        .flatMap(ids ->
            Math.floorMod(Arrays.hashCode(ids), TWICE) == 0 ? Stream.of(ids, ids) : Stream.of(ids));
  }

  private static long[] window(Iterator<int[]> stories, int length) {
    long[] window = new long[length];
    int filled = 0;
    while (filled < length) {
      int[] story = stories.next();
      int count = Math.min(story.length, length - filled);
      for (int i = 0; i < count; i++) {
        window[filled + i] = story[i];
      }
      filled += count;
    }
    return window;
  }
}
