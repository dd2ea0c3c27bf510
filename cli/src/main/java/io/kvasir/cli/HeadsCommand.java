package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.observe.HeadScores;
import io.kvasir.tools.heads.HeadKind;
import io.kvasir.tools.heads.HeadSearch;
import io.kvasir.tools.heads.InductionTest;
import io.kvasir.tools.heads.SearchExtent;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the heads of a model look at. */
@Command(
    name = "heads",
    description =
        "Score all heads of attention by what they look at, and test on a repeated random text"
            + " whether those of induction are what lets the model repeat.",
    sortOptions = false,
    footer = {
      "",
      "A score is the mean weight that a head gives to what such a head looks at; 'even' is what a"
          + " head would score that looks at all tokens alike. Layers and heads count from 0: 2.5"
          + " is head 5 of layer 2, as for --ablate. Texts are stories and pronouns of the small"
          + " model's grammar, in English, and random tokens; a large model gets fewer and shorter"
          + " ones, and the first line says how many.",
      "",
      "Examples:",
      "  kvasir heads",
      "  kvasir heads -m model.gguf --all",
      "  kvasir heads -m model.gguf --json | jq '.kinds[] | {kind, best: .heads[0]}'"
    })
final class HeadsCommand implements Callable<Integer> {

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(names = "--all", description = "Show the scores of all heads, a table for each kind.")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON object: all scores and the test.")
  private boolean json;

  private final Streams streams;

  HeadsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (all && json) {
      throw new UsageException("--all and --json: give only one");
    }
    try (Kvasir kvasir = Kvasir.open(model.model(), model.toOpen(null))) {
      SearchExtent extent = SearchExtent.of(kvasir);
      HeadSearch search = new HeadSearch(kvasir, extent);
      Map<HeadKind, List<HeadScores.Score>> kinds = new EnumMap<>(HeadKind.class);
      for (HeadKind kind : HeadKind.values()) {
        kinds.put(kind, search.scores(kind).scores());
      }
      InductionTest.Result test =
          new InductionTest(kvasir, extent).run(kinds.getOrDefault(HeadKind.INDUCTION, List.of()));
      HeadsReport report = new HeadsReport(kvasir, extent, kinds, test);
      if (json) {
        report.writeJson(streams.out());
      } else {
        streams.out().print(report.text(streams.colour(), all));
      }
    }
    return Failures.DONE;
  }
}
