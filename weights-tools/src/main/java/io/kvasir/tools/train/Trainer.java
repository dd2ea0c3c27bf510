package io.kvasir.tools.train;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.weights.TensorType;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.StoryGenerator;
import io.kvasir.tools.train.tokenizer.TrainedVocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole recipe: corpus, tokenizer, decoder, GGUF file. What a training needs to be taken up
 * again, its losses and its samples lie in a folder.
 */
public final class Trainer {
  /** Text of the special token that stands between two stories. */
  public static final String END = "<|story|>";

  static final String NAME = "mead";
  private static final int CHECKPOINT_EVERY = 100; // steps
  private static final int MEASURE_EVERY = 250; // steps
  private static final int MEASURED_BATCHES = 4;
  private static final String CHECKPOINT = "checkpoint.gguf";
  private static final String OPENING = "Once upon a time";

  private final Recipe recipe;
  private final Path folder;
  private final TrainingListener listener;

  private Trainer(Recipe recipe, Path folder, TrainingListener listener) {
    this.recipe = recipe;
    this.folder = folder;
    this.listener = listener;
  }

  /**
   * Trains a model, or takes the training up again that a folder holds.
   *
   * @param recipe how
   * @param file the GGUF file to be written
   * @param folder for checkpoints, losses and samples; made if it is missing
   * @param listener hears how it goes, and may stop it
   * @return whether all steps are done and the file is written; else a checkpoint is
   * @throws TrainingException if the file cannot be written, no numerical library with gradients is
   *     at hand, or the folder holds the training of another recipe
   */
  public static boolean train(Recipe recipe, Path file, Path folder, TrainingListener listener) {
    checkWritable(file);
    return new Trainer(recipe, folder, listener).run(file, recipe.steps());
  }

  /**
   * Trains up to a step and leaves a checkpoint.
   *
   * @param recipe how
   * @param folder for checkpoints, losses and samples; made if it is missing
   * @param steps where to stop, at most the recipe's
   * @param listener hears how it goes
   * @throws TrainingException as {@link #train}
   */
  public static void trainTo(Recipe recipe, Path folder, int steps, TrainingListener listener) {
    new Trainer(recipe, folder, listener).run(null, steps);
  }

  /** Said before the training, not after it. */
  private static void checkWritable(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new TrainingException(file + ": found a folder, wanted a file to write");
    }
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new TrainingException(file + ": its folder is missing or cannot be written to");
    }
  }

  private boolean run(@Nullable Path file, int steps) {
    makeFolder();
    Path checkpoint = folder.resolve(CHECKPOINT);
    if (Files.exists(checkpoint)) {
      Checkpoint.check(checkpoint, recipe);
    }
    Engine engine = engine();
    StoryGenerator generator = new StoryGenerator(Grammar.standard());
    TrainedVocabulary vocabulary = TrainingText.vocabulary(recipe);
    listener.note("a vocabulary of " + vocabulary.tokens().size() + " tokens is learned");
    Recipe sized = recipe.withVocabulary(vocabulary.tokens().size());
    Segmentation segmentation = Segmentation.of(NAME, vocabulary);
    Sharpening sharpening = new Sharpening(segmentation, Grammar.standard());
    try (Training training = new Training(engine, sized, sharpening)) {
      if (Files.exists(checkpoint)) {
        Map<String, float[]> state = new HashMap<>();
        training.restore(Checkpoint.read(checkpoint, state::put), state);
        listener.note("continues behind step " + training.step());
      }
      listener.note(
          sized.size().parameters()
              + " parameters; "
              + sized.steps()
              + " steps of "
              + sized.batchTokens()
              + " tokens, seed "
              + sized.seed());
      loop(training, generator, segmentation, vocabulary, steps);
      Checkpoint.write(checkpoint, recipe, training.step(), training.state());
      boolean done = training.step() == recipe.steps();
      if (file != null && done) {
        write(file, training, vocabulary);
      } else if (file != null) {
        listener.note("stopped behind step " + training.step() + ": " + checkpoint);
      }
      return done;
    }
  }

  private void makeFolder() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new TrainingException(folder + ": found a file, wanted a folder");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TrainingException(folder + ": this folder cannot be made", e);
    }
  }

  /** PyTorch through DJL, which asks nobody on the network. */
  private Engine engine() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1"); // for each of ours
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | IllegalArgumentException e) {
      throw new TrainingException("training needs PyTorch for this platform: " + e.getMessage(), e);
    }
  }

  private void loop(
      Training training,
      StoryGenerator generator,
      Segmentation segmentation,
      TrainedVocabulary vocabulary,
      int steps) {
    if (training.step() >= steps) {
      return;
    }
    Segmentation whole = Segmentation.of(segmentation.whole());
    Set<Integer> nouns = segmentation.tokens(Grammar.standard().namesAndNouns());
    List<Integer> echoed = segmentation.longer();
    Batches batches = new Batches(generator, segmentation, nouns, echoed, Split.TRAINING, recipe);
    Batches evaluation =
        new Batches(generator, whole, Set.of(), List.of(), Split.EVALUATION, recipe);
    List<Batches.Batch> unseen =
        IntStream.range(0, MEASURED_BATCHES)
            .map(n -> recipe.shortSteps() + n) // windows as they are in the end
            .mapToObj(evaluation::batch)
            .toList();
    LossLog log = new LossLog(folder.resolve("losses.tsv"), training.step());
    Speed speed = new Speed();
    CompletableFuture<Batches.Batch> coming = ahead(batches, training.step());
    while (training.step() < steps && !listener.stops()) {
      if (training.step() == recipe.sharpenFrom()) {
        listener.note("from here on also improbable tokens are pressed down, beside the loss");
      }
      Batches.Batch batch = coming.join();
      coming = ahead(batches, training.step() + 1);
      double rate = recipe.learningRate(training.step());
      Training.Report report = training.next(batch);
      if (!Double.isFinite(report.loss())) {
        throw new TrainingException("the loss of step " + training.step() + " is no number");
      }
      int step = training.step();
      boolean measures = step % MEASURE_EVERY == 0 || step == recipe.steps();
      double validation = measures ? measure(training, unseen) : Double.NaN;
      log.add(new LossLog.Line(step, report.loss(), validation, rate));
      listener.step(step, recipe.steps(), report.loss(), speed.add(batch.tokens()));
      if (step % CHECKPOINT_EVERY == 0) {
        Checkpoint.write(folder.resolve(CHECKPOINT), recipe, step, training.state());
      }
      if (measures) {
        listener.note(String.format(Locale.ROOT, "step %d: validation %.4f", step, validation));
        String story = sample(training, vocabulary);
        keepSample(step, story);
        listener.sample(step, story);
        LossPlot.write(log.lines(), folder.resolve("loss.svg"));
      }
    }
  }

  /** A step's stories are told while the step before learns. */
  private static CompletableFuture<Batches.Batch> ahead(Batches batches, int step) {
    return CompletableFuture.supplyAsync(
        () -> batches.batch(step), Thread.ofPlatform().daemon()::start);
  }

  private static double measure(Training training, List<Batches.Batch> unseen) {
    return unseen.stream().mapToDouble(training::measure).average().orElseThrow();
  }

  /** A story that the engine tells from the weights as they are. */
  private String sample(Training training, TrainedVocabulary vocabulary) {
    Path file = folder.resolve("sample.gguf");
    write(file, training, vocabulary);
    try (Kvasir kvasir = Kvasir.open(file)) {
      GenerateOptions options = GenerateOptions.defaults().temperature(0.8).seed(1);
      return OPENING + kvasir.generate(OPENING, options);
    }
  }

  private void keepSample(int step, String story) {
    Path file = folder.resolve(String.format(Locale.ROOT, "sample-%05d.txt", step));
    try {
      Files.writeString(file, story + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private void write(Path file, Training training, TrainedVocabulary vocabulary) {
    ModelSize size = recipe.size().withVocabulary(vocabulary.tokens().size());
    ModelFile.write(file, NAME, size, vocabulary, TensorType.Q8_0, training::weight);
  }

  /** Tokens per second over the last steps. */
  private static final class Speed {
    private static final double KEEP = 0.95; // of the mean so far

    private long last = System.nanoTime();
    private double mean;

    double add(int tokens) {
      long now = System.nanoTime();
      double speed = tokens / ((now - last) * 1e-9);
      last = now;
      mean = mean == 0 ? speed : KEEP * mean + (1 - KEEP) * speed;
      return mean;
    }
  }
}
