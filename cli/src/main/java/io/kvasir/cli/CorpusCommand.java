package io.kvasir.cli;

import io.kvasir.tools.corpus.CorpusStatistics;
import io.kvasir.tools.corpus.Grammar;
import io.kvasir.tools.corpus.Split;
import io.kvasir.tools.corpus.Story;
import io.kvasir.tools.corpus.StoryGenerator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what the embedded model learns from. */
@Command(
    name = "corpus",
    description = "Print stories of the grammar that the embedded model learns from.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir weights corpus -n 3 --seed 7",
      "  kvasir weights corpus -n 10000 --figures"
    })
final class CorpusCommand implements Callable<Integer> {

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "1",
      description = "How many stories. Default: ${DEFAULT-VALUE}.")
  private int count = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where to begin. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--unseen",
      description = "Stories of the evaluation set, which no model learns from.")
  private boolean unseen;

  @Option(names = "--figures", description = "Print figures about the stories instead.")
  private boolean figures;

  private final Streams streams;

  CorpusCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    if (count < 1) {
      throw new UsageException("-n " + count + ": wanted a number of at least 1");
    }
    Split split = unseen ? Split.EVALUATION : Split.TRAINING;
    Stream<Story> stories =
        new StoryGenerator(Grammar.standard()).stories(split, seed).limit(count);
    if (figures) {
      streams.out().print(CorpusStatistics.of(stories).report());
    } else {
      stories.forEachOrdered(story -> streams.out().print(story.text() + "\n\n"));
    }
    return Failures.DONE;
  }
}
