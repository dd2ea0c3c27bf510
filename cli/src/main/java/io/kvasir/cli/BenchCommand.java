package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures speed. */
@Command(
    name = "bench",
    description =
        "Measure prompt and generation speed: the median of several runs after a warm-up.",
    sortOptions = false,
    footer = {
      "",
      "pp128 is a pass over a prompt of 128 tokens; tg64 is 64 passes of one token each, after a"
          + " prompt of one.",
      "",
      "Examples:",
      "  kvasir bench -m model.gguf",
      "  kvasir bench -m model.gguf -p 512 -n 128 -r 9 --threads 2 --json"
    })
final class BenchCommand implements Callable<Integer> {

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "N",
      defaultValue = "128",
      description = "Tokens of the prompt; 0 leaves this test out. Default: ${DEFAULT-VALUE}.")
  private int promptTokens;

  @Option(
      names = {"-n", "--new"},
      paramLabel = "N",
      defaultValue = "64",
      description = "New tokens; 0 leaves this test out. Default: ${DEFAULT-VALUE}.")
  private int newTokens;

  @Option(
      names = {"-r", "--runs"},
      paramLabel = "N",
      defaultValue = "5",
      description = "Measured runs of each test. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description =
          "Run each test at least once and this long before it is measured. Default:"
              + " ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(names = "--json", description = "Print one JSON array instead of a table.")
  private boolean json;

  private final Streams streams;
  private final Interruption interruption;

  BenchCommand(Streams streams, Interruption interruption) {
    this.streams = streams;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    check("-p", promptTokens, 0);
    check("-n", newTokens, 0);
    check("-r", runs, 1);
    if (!(warmUp >= 0 && warmUp <= 3600)) {
      throw new UsageException("--warm-up " + warmUp + ": wanted seconds from 0 to 3600");
    }
    if (promptTokens == 0 && newTokens == 0) {
      throw new UsageException("-p 0 and -n 0: nothing to measure");
    }
    Path path = model.model();
    OpenOptions open = model.toOpen(Math.max(promptTokens, newTokens) + 2);
    try (Kvasir kvasir = Kvasir.open(path, open)) {
      Bench bench = new Bench(kvasir, runs, warmUp, interruption);
      List<Bench.Result> results = new ArrayList<>();
      if (promptTokens > 0) {
        results.add(bench.prompt(promptTokens));
      }
      if (newTokens > 0) {
        results.add(bench.generation(newTokens));
      }
      if (json) {
        BenchReport.json(Json.lines(streams.out()), kvasir.engine(), results);
      } else {
        streams.out().print(BenchReport.table(kvasir.engine(), results));
      }
    }
    return Failures.DONE;
  }

  private static void check(String option, int found, int least) {
    if (found < least || found > 1 << 20) {
      throw new UsageException(
          option + " " + found + ": wanted a number from " + least + " to " + (1 << 20));
    }
  }
}
