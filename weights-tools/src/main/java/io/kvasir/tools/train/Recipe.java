package io.kvasir.tools.train;

/**
 * How a model is trained; with the same recipe the same machine makes the same file.
 *
 * @param size of the decoder; its vocabulary is what the tokenizer comes to
 * @param seed of the corpus and of the first weights
 * @param tokenizerStories stories that the tokenizer is learned from
 * @param steps updates of the weights, those that sharpen among them
 * @param sharpening the last of them, which also make rarer what cannot stand where it stands
 *     ({@link Sharpening})
 * @param batchTokens tokens of an update
 * @param shortSteps steps whose windows are short: what is near is learned first, and a step costs
 *     less (Li et al. 2022, "The Stability-Efficiency Dilemma: Investigating Sequence Length Warmup
 *     for Training GPT Models")
 * @param shortWindow tokens of their windows
 * @param window tokens of most windows afterwards
 * @param longEvery every how many steps from there on the windows are as long as the context; all
 *     of them are while the learning rate falls to nothing
 * @param learningRate the highest
 * @param warmUp steps until it is reached; so with the lower one of the steps that sharpen
 * @param cosine steps after which the learning rate would have followed half a cosine to its end
 * @param muonFrom first step of Muon, before which AdamW moves all weights
 * @param decay weight decay of matrices but the embedding per update, times the learning rate
 * @param clip the largest norm of all gradients together
 * @param echoes one window of so many is an echo: tokens without sense over and over; 0 for none
 * @param threads that compute, each a share of a step's windows: 1 or 2, as the gradients of more
 *     would add up to other bits in another order; the bits of the result depend on it
 */
public record Recipe(
    ModelSize size,
    long seed,
    int tokenizerStories,
    int steps,
    int sharpening,
    int batchTokens,
    int shortSteps,
    int shortWindow,
    int window,
    int longEvery,
    double learningRate,
    int warmUp,
    double cosine,
    int muonFrom,
    double decay,
    double clip,
    int echoes,
    int threads) {
  private static final double LAST = 0.02; // learning rate where the cosine ends, of the highest
  private static final double SHARPEN =
      0.1; // learning rate of the steps that sharpen, of the highest

  /** Checks that every step's windows can be shared by the threads. */
  public Recipe {
    if (sharpening < 0 || sharpening > steps) {
      throw new IllegalArgumentException(
          "steps that sharpen: found " + sharpening + ", wanted 0 to " + steps);
    }
    if (threads < 1 || threads > 2) {
      throw new IllegalArgumentException("threads: found " + threads + ", wanted 1 or 2");
    }
    for (int length : new int[] {shortWindow, window, size.context()}) {
      int windows = batchTokens / length;
      if (windows == 0 || windows % threads != 0) {
        throw new IllegalArgumentException(
            threads + " threads for windows of " + length + " in " + batchTokens + " tokens");
      }
    }
  }

  /**
   * The recipe of the embedded model.
   *
   * @return always the same
   */
  public static Recipe mead() {
    ModelSize size = new ModelSize(4096, 192, 4, 6, 3, 32, 512, 512);
    double cosine = 40_000 / 3.0;
    return new Recipe(
        size, 1, 20_000, 12_000, 1000, 4096, 1000, 64, 256, 4, 3e-3, 150, cosine, 1500, 0.1, 1, 16,
        2);
  }

  /**
   * The length of a step's windows.
   *
   * @param step from 0
   * @return tokens
   */
  int window(int step) {
    if (step < shortSteps) {
      return shortWindow;
    }
    boolean whole = step >= sharpenFrom() - coolDown() || step % longEvery == longEvery - 1;
    return whole ? size.context() : window;
  }

  /** Steps over which the learning rate falls to nothing. */
  private int coolDown() {
    return sharpenFrom() / 2;
  }

  /**
   * The first of the steps that sharpen.
   *
   * @return a step; where none does, the number of all
   */
  int sharpenFrom() {
    return steps - sharpening;
  }

  /**
   * The same with the vocabulary that the tokenizer came to.
   *
   * @param tokens tokens
   * @return a copy
   */
  Recipe withVocabulary(int tokens) {
    return with(size.withVocabulary(tokens), seed, steps, sharpening);
  }

  /**
   * The same from another seed.
   *
   * @param value any number
   * @return a copy
   */
  public Recipe withSeed(long value) {
    return with(size, value, steps, sharpening);
  }

  /**
   * The same with another length, of which the same share sharpens.
   *
   * @param value updates, at least 1
   * @return a copy
   */
  public Recipe withSteps(int value) {
    return with(size, seed, value, (int) ((long) value * sharpening / steps));
  }

  private Recipe with(ModelSize newSize, long newSeed, int newSteps, int newSharpening) {
    return new Recipe(
        newSize,
        newSeed,
        tokenizerStories,
        newSteps,
        newSharpening,
        batchTokens,
        shortSteps,
        shortWindow,
        window,
        longEvery,
        learningRate,
        warmUp,
        cosine,
        muonFrom,
        decay,
        clip,
        echoes,
        threads);
  }

  /**
   * The learning rate of a step: a line up, then part of half a cosine down, and over the second
   * half of the steps before those that sharpen that times a line to nothing (Bergsma et al. 2025,
   * "Straight to Zero: Why Linearly Decaying the Learning Rate to Zero Works Best for LLMs"). The
   * steps that sharpen begin once more, lower: a line up, and after a third a line to nothing.
   *
   * @param step from 0
   * @return factor of the update
   */
  public double learningRate(int step) {
    if (step >= sharpenFrom()) {
      double up = (step - sharpenFrom() + 1.0) / Math.min(warmUp, Math.max(1, sharpening / 3));
      double left = (steps - step) / (sharpening * 2 / 3.0);
      return learningRate * SHARPEN * Math.min(1, Math.min(up, left));
    }
    if (step < warmUp) {
      return learningRate * (step + 1) / warmUp;
    }
    double done = Math.min(1, (step - warmUp) / Math.max(1, cosine - warmUp));
    double fall = LAST + (1 - LAST) * 0.5 * (1 + StrictMath.cos(Math.PI * done));
    double left = (double) (sharpenFrom() - step) / Math.max(1, coolDown());
    return learningRate * fall * Math.min(1, left);
  }
}
