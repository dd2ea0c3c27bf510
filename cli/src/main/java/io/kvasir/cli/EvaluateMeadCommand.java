package io.kvasir.cli;

import io.kvasir.model.load.EmbeddedModel;
import io.kvasir.tools.evaluate.Evaluation;
import io.kvasir.tools.evaluate.Extent;
import io.kvasir.tools.evaluate.Figure;
import io.kvasir.tools.evaluate.Openings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the embedded model. */
@Command(
    name = "evaluate-mead",
    description = {
      "Measure the embedded model: loss, consistency, pronouns, heads, memory, and 20 openings.",
      "The exit code is 1 if a figure is not as wanted. All of it takes some minutes."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir weights evaluate-mead",
      "  kvasir weights evaluate-mead --quick -m mead.gguf"
    })
final class EvaluateMeadCommand implements Callable<Integer> {

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "A model of the same recipe. Default: the embedded one.")
  private @Nullable Path model;

  @Option(
      names = "--quick",
      description = "50 instead of 500 of everything, and no search in the training text.")
  private boolean quick;

  private final Streams streams;
  private boolean missed;

  EvaluateMeadCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Evaluation.run(
        model == null ? EmbeddedModel.path() : model,
        quick ? Extent.QUICK : Extent.FULL,
        this::print,
        this::print,
        now -> streams.status(now + " ..."));
    streams.status("");
    return missed ? Failures.FAILURE : Failures.DONE;
  }

  private void print(Figure figure) {
    streams.status("");
    missed |= !figure.reached();
    String wanted = figure.wanted().isEmpty() ? "" : " (wanted: " + figure.wanted() + ")";
    streams
        .out()
        .print(
            figure.name()
                + ": "
                + figure.value()
                + wanted
                + (figure.reached() ? "" : " MISSED")
                + "\n");
    streams.out().push();
  }

  private void print(Openings.Told told) {
    streams.status("");
    streams
        .out()
        .print(
            "\n["
                + (told.fromGrammar() ? "of the grammar" : "from outside")
                + (told.verdict().ended() ? "" : ", not ended")
                + (told.verdict().consistent() ? "" : ", " + told.verdict().problems())
                + "]\n"
                + told.opening()
                + told.continuation()
                + "\n");
  }
}
