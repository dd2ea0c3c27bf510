package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.kernel.Roofline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures speed. */
@Command(
    name = "bench",
    description =
        "Measure prompt and generation speed: the median of several runs after a warm-up, and the"
            + " share of what the machine allows.",
    sortOptions = false,
    footer = {
      "",
      "pp128 is a pass over a prompt of 128 tokens; tg64 is 64 passes of one token each, after a"
          + " prompt of one; tg64 @ d512 follows 513 tokens. Lists make every combination.",
      "The roof of new tokens is the speed at which a plain loop reads the bytes of a pass; the"
          + " roof of prompts is that of multiply-adds in registers. Both are measured in the same"
          + " run. After the ± stands half the distance from the slowest to the fastest run.",
      "",
      "Examples:",
      "  kvasir bench -m model.gguf",
      "  kvasir bench -m model.gguf -p 128,512 -n 128 -t 1,2 -r 9",
      "  kvasir bench -m model.gguf -p 0 -n 64 -d 0,4096 --output jsonl"
    })
final class BenchCommand implements Callable<Integer> {

  @Mixin private final ModelChoice model = new ModelChoice();

  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "N",
      split = ",",
      defaultValue = "128",
      description = "Tokens of the prompt; 0 leaves these tests out. Default: ${DEFAULT-VALUE}.")
  private int[] promptTokens = {};

  @Option(
      names = {"-n", "--new"},
      paramLabel = "N",
      split = ",",
      defaultValue = "64",
      description = "New tokens; 0 leaves these tests out. Default: ${DEFAULT-VALUE}.")
  private int[] newTokens = {};

  @Option(
      names = {"-d", "--depth"},
      paramLabel = "N",
      split = ",",
      defaultValue = "0",
      description = "Tokens in the cache before the new ones. Default: ${DEFAULT-VALUE}.")
  private int[] depths = {};

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      split = ",",
      description = "Threads that compute. Default: the physical cores.")
  private int @Nullable [] threads;

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

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "md",
      description = "Form of the report: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private BenchReport.Form form = BenchReport.Form.md;

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
    check("-d", depths, 0);
    check("-r", new int[] {runs}, 1);
    if (!(warmUp >= 0 && warmUp <= 3600)) {
      throw new UsageException("--warm-up " + warmUp + ": wanted seconds from 0 to 3600");
    }
    List<Bench.Test> tests = tests();
    if (tests.isEmpty()) {
      throw new UsageException("-p 0 and -n 0: nothing to measure");
    }
    int context = tests.stream().mapToInt(Bench.Test::positions).max().orElseThrow();
    List<@Nullable Integer> counts = new ArrayList<>();
    if (threads == null) {
      counts.add(null);
    } else {
      IntStream.of(threads).forEach(counts::add);
    }
    List<Bench.Result> results = new ArrayList<>();
    double firstToken = Double.NaN;
    int done = 0;
    for (Integer count : counts) {
      try (Kvasir kvasir = Kvasir.open(model.model(), model.toOpen(count, context))) {
        if (Double.isNaN(firstToken)) {
          firstToken = Bench.firstTokenSeconds(kvasir, interruption);
        }
        progress(done, counts.size() * tests.size(), "what the machine can do");
        Roofline roofline = kvasir.roofline();
        Bench bench = new Bench(kvasir, roofline, runs, warmUp, interruption);
        for (Bench.Test test : tests) {
          progress(done++, counts.size() * tests.size(), test.name());
          results.add(bench.measure(test));
        }
      } finally {
        progress(0, 0, "");
      }
    }
    BenchReport.print(streams, form, results);
    if (form == BenchReport.Form.md) {
      streams.out().flush();
      streams.err().print(BenchReport.notes(results, firstToken));
    }
    return Failures.DONE;
  }

  private List<Bench.Test> tests() {
    List<Bench.Test> tests = new ArrayList<>();
    for (int n : promptTokens) {
      if (n > 0) {
        tests.add(new Bench.Test(n, 0, 0));
      }
    }
    for (int n : newTokens) {
      for (int depth : depths) {
        if (n > 0) {
          tests.add(new Bench.Test(0, n, depth));
        }
      }
    }
    return tests;
  }

  /** A bar on the terminal, which goes away at the end. */
  private void progress(int done, int all, String now) {
    int width = 20;
    String bar =
        all == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "[%s%s] %d/%d %s",
                "#".repeat(width * done / all),
                ".".repeat(width - width * done / all),
                done,
                all,
                now);
    streams.status(bar);
  }

  private static void check(String option, int[] values, int least) {
    for (int found : values) {
      if (found < least || found > 1 << 20) {
        throw new UsageException(
            option + " " + found + ": wanted a number from " + least + " to " + (1 << 20));
      }
    }
  }
}
