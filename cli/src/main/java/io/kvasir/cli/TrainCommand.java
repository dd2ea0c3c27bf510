package io.kvasir.cli;

import io.kvasir.tools.train.Recipe;
import io.kvasir.tools.train.Trainer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the embedded model once more. */
@Command(
    name = "train",
    description = {
      "Train the embedded model once more: make its corpus, learn its tokenizer, train its decoder,"
          + " and write the GGUF file.",
      "",
      "The launcher brings PyTorch for it (112 MB, once). An interrupted training goes on where its"
          + " folder says, if --seed and --steps are the same: with the same bits, as if nothing had"
          + " happened. Ctrl-C keeps the steps that are done; else the last hundred may be lost."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir weights train -o mead.gguf",
      "  kvasir weights train -o other.gguf --seed 2 --folder other-training"
    })
final class TrainCommand implements Callable<Integer> {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The GGUF file to be written.")
  private Path output = Path.of("");

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "mead-training",
      description =
          "For the checkpoint, losses.tsv, loss.svg, and samples as text and as the model that told"
              + " the last one. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the corpus and the first weights. Default: that of the shipped model.")
  private long seed = Recipe.mead().seed();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Updates of the weights. Default: those of the shipped model.")
  private int steps = Recipe.mead().steps();

  private final Streams streams;
  private final Interruption interruption;

  TrainCommand(Streams streams, Interruption interruption) {
    this.streams = streams;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    if (steps < 1) {
      throw new UsageException("--steps " + steps + ": wanted a number of at least 1");
    }
    Recipe recipe = Recipe.mead().withSeed(seed).withSteps(steps);
    try (TrainingView view = new TrainingView(streams, interruption, recipe.batchTokens())) {
      if (!Trainer.train(recipe, output, folder, view)) {
        throw new CancellationException("stopped; the same command goes on from the checkpoint");
      }
    }
    streams.out().print(output + " is written\n");
    return Failures.DONE;
  }
}
