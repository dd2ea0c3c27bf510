package io.kvasir.tools.train;

import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.StoryGenerator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What every step of the training reads. A window is stories one after the other, each behind the
 * mark that ends the one before; the first begins the window and the last is cut. A batch depends
 * on seed and step alone, so a run that is taken up again reads what it would have read.
 *
 * <p>Not every token is learned with the same weight. A beginning that is cut finer, like a prompt,
 * is only read. A name or noun that comes back in its story counts more, as a wrong one spoils a
 * story.
 *
 * <p>Some windows are echoes: tokens without sense over and over, of which nothing but what
 * followed the same token before tells the next. Where every word is one token, stories want that
 * so seldom that a head that begins so forgets it (decision 20).
 */
final class Batches {
  /**
   * The tokens of one step.
   *
   * @param inputs (windows, length)
   * @param targets the token after each, same shape
   * @param weights of the targets in the loss, same shape; their mean is 1
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Batch(long[][] inputs, long[][] targets, float[][] weights) {
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
                  Arrays.copyOfRange(targets, n * size, (n + 1) * size),
                  Arrays.copyOfRange(weights, n * size, (n + 1) * size)))
          .toList();
    }
  }

  /** Tokens of a row, and how much each counts as a target. */
  @SuppressWarnings("ArrayRecordComponent") // filled, never compared
  private record Window(long[] ids, float[] weights) {
    Window(int length) {
      this(new long[length], new float[length]);
    }
  }

  private static final float BACK = 4; // weight of a name or noun that comes back
  private static final int ROUNDS = 8; // of an echo at most, where tokens are enough; 2 at least

  private final StoryGenerator generator;
  private final Segmentation segmentation;
  private final Set<Integer> nouns;
  private final List<Integer> echoed;
  private final Split split;
  private final Recipe recipe;

  /**
   * What a recipe reads.
   *
   * @param generator of the stories
   * @param segmentation of their texts
   * @param nouns tokens that count more when they come back; none to measure a loss
   * @param echoed tokens of which echoes are made; none for no echoes, to measure a loss
   * @param split of the stories
   * @param recipe how long and how many
   */
  Batches(
      StoryGenerator generator,
      Segmentation segmentation,
      Set<Integer> nouns,
      List<Integer> echoed,
      Split split,
      Recipe recipe) {
    this.generator = generator;
    this.segmentation = segmentation;
    this.nouns = nouns;
    this.echoed = echoed;
    this.split = split;
    this.recipe = recipe;
  }

  Batch batch(int step) {
    int length = recipe.window(step);
    int count = recipe.batchTokens() / length;
    long seed = recipe.seed() * 1_000_003 + step;
    SplittableRandom random = new SplittableRandom(seed);
    boolean echoes = recipe.echoes() > 0 && !echoed.isEmpty();
    Window[] windows = new Window[count];
    try (Stream<Segmentation.Told> stories = stories(seed)) {
      Iterator<Segmentation.Told> next = stories.iterator();
      for (int w = 0; w < count; w++) {
        windows[w] =
            echoes && random.nextInt(recipe.echoes()) == 0
                ? echo(random, length + 1)
                : window(next, length + 1);
      }
    }
    return batch(windows, length);
  }

  private static Batch batch(Window[] windows, int length) {
    double sum = 0;
    for (Window window : windows) {
      for (int i = 1; i <= length; i++) {
        sum += window.weights[i];
      }
    }
    float factor = (float) (windows.length * length / sum);
    float[][] weights = new float[windows.length][length];
    for (int w = 0; w < windows.length; w++) {
      for (int i = 0; i < length; i++) {
        weights[w][i] = factor * windows[w].weights[i + 1];
      }
    }
    return new Batch(
        Arrays.stream(windows).map(w -> Arrays.copyOf(w.ids, length)).toArray(long[][]::new),
        Arrays.stream(windows)
            .map(w -> Arrays.copyOfRange(w.ids, 1, length + 1))
            .toArray(long[][]::new),
        weights);
  }

  private Stream<Segmentation.Told> stories(long seed) {
    return generator.stories(split, seed).map(story -> segmentation.encode(story.text()));
  }

  private Window window(Iterator<Segmentation.Told> stories, int length) {
    Window window = new Window(length);
    int filled = 0;
    while (filled < length) {
      Segmentation.Told story = stories.next();
      Set<Integer> told = new HashSet<>();
      for (int i = 0; i < story.ids().length && filled < length; i++, filled++) {
        int id = story.ids()[i];
        boolean back = nouns.contains(id) && !told.add(id);
        window.ids[filled] = id;
        window.weights[filled] = i > 0 && i < story.given() ? 0 : back ? BACK : 1;
      }
    }
    return window;
  }

  /** The first round is only read, and so is the first token of the second, which nothing tells. */
  private Window echo(SplittableRandom random, int length) {
    int most = Math.min(length / 2, echoed.size());
    int period = random.nextInt(Math.max(1, Math.min(length / ROUNDS, most)), most + 1);
    int[] drawn = random.ints(0, echoed.size()).distinct().limit(period).map(echoed::get).toArray();
    Window window = new Window(length);
    window.ids[0] = segmentation.mark();
    for (int i = 1; i < length; i++) {
      window.ids[i] = drawn[(i - 1) % period];
      window.weights[i] = i > period + 1 ? 1 : 0;
    }
    return window;
  }
}
