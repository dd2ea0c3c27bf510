package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.load.WeightCosts;
import io.kvasir.model.observe.AttentionVariant;
import io.kvasir.model.observe.ModelCost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a token costs. */
@Command(
    name = "cost",
    description =
        "Count what a token costs by its position, with the cache of keys and values and without,"
            + " measure it, and compare other shapes of attention.",
    sortOptions = false,
    footer = {
      "",
      "Multiply-adds and bytes are counted from the model's shape; only milliseconds are measured,"
          + " on this machine. Without the cache every token sends all tokens before it through"
          + " the model again. 'hypothetical' marks what this model or this run does not have: the"
          + " arithmetic is done for a model of its size, which does not exist.",
      "",
      "Examples:",
      "  kvasir cost",
      "  kvasir cost -m model.gguf --positions 0,127,1023 --seconds 60",
      "  kvasir cost -m model.gguf --seconds 0 --svg cost.svg"
    })
final class CostCommand implements Callable<Integer> {
  private static final int PROVEN = 16; // tokens that are made both ways

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--positions",
      paramLabel = "N",
      split = ",",
      description =
          "Positions of the token, from 0. Default: 0, 15, 31, 63 and so on, to the end of the"
              + " context.")
  private int @Nullable [] positions;

  @Option(
      names = "--ctx",
      paramLabel = "N",
      description = "Positions of the context. Default: the smaller of the model's and 4096.")
  private @Nullable Integer context;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "Begin no measurement after this time; 0 only counts. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw it into this file.")
  private @Nullable Path svg;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private final Streams streams;
  private final Interruption interruption;

  CostCommand(Streams streams, Interruption interruption) {
    this.streams = streams;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    if (!(seconds >= 0 && seconds <= 3600)) {
      throw new UsageException("--seconds " + seconds + ": wanted seconds from 0 to 3600");
    }
    if (svg != null) {
      WholeFile.check(svg);
    }
    CostReport report;
    try (Kvasir kvasir = Kvasir.open(model.model(), model.toOpen(context))) {
      WeightCosts weights = kvasir.costs();
      ModelCost cost =
          ModelCost.of(
              kvasir.config(), weights.multiplyAddsPerToken(), weights.outputMultiplyAdds());
      CostMeasure measure = new CostMeasure(kvasir, seconds, interruption);
      List<CostReport.Row> rows = new ArrayList<>();
      measure.warmUp();
      for (int position : positions(kvasir.context())) {
        double without = measure.withoutCache(position);
        double with = position == 0 ? without : measure.withCache(position); // nothing is cached
        rows.add(new CostReport.Row(position, with, without));
      }
      int proven = Math.min(PROVEN, kvasir.context() - CostMeasure.PROMPT);
      if (proven > 0 && !measure.sameWithoutCache(proven)) {
        throw new IllegalStateException(
            kvasir.engine().file() + ": other tokens without the cache, wanted the same");
      }
      report =
          new CostReport(
              kvasir.engine(),
              weights,
              AttentionVariant.all(kvasir.config(), cost),
              rows,
              Math.max(0, proven));
    }
    if (svg != null) {
      String drawing = new CostSvg(report).draw();
      WholeFile.write(svg, out -> out.write(drawing.getBytes(StandardCharsets.UTF_8)));
    }
    if (json) {
      report.writeJson(streams.out());
    } else {
      streams.out().print(report.text(streams.colour()));
    }
    return Failures.DONE;
  }

  private List<Integer> positions(int most) {
    List<Integer> chosen = new ArrayList<>();
    if (positions == null) {
      chosen.add(0);
      for (int p = 16; p < most; p *= 2) {
        chosen.add(p - 1);
      }
      chosen.add(most - 1);
    } else {
      for (int position : positions) {
        if (position < 0 || position >= most) {
          throw new UsageException(
              "--positions " + position + ": wanted 0 to " + (most - 1) + ", the context");
        }
        chosen.add(position);
      }
    }
    return chosen.stream().distinct().sorted().toList();
  }
}
