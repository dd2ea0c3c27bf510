package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
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
          + " prompt of one; tg64 @ d512 follows 513 tokens. Every -n is measured at every -d, and"
          + " all with every -t, --activations and --kv-type.",
      "The roof of new tokens is the speed at which a plain loop reads the bytes of a pass; the"
          + " roof of prompts is that of multiply-adds in registers. Both are measured in the same"
          + " run. Speeds are medians; after the ± stands the standard deviation of the runs. The"
          + " machine-readable forms have all samples and llama-bench's avg_ts besides.",
      "",
      "Examples:",
      "  kvasir bench -m model.gguf",
      "  kvasir bench -m model.gguf -p 128,512 -n 128 -t 1,2 -r 9",
      "  kvasir bench -m model.gguf -p 0 -n 64 -d 0,4096 --kv-type f32,f16 --output jsonl"
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
      names = "--activations",
      paramLabel = "MODE",
      split = ",",
      defaultValue = "auto",
      description = ModelChoice.ACTIVATIONS)
  private List<String> activations = List.of("auto");

  @Option(
      names = "--kv-type",
      paramLabel = "TYPE",
      split = ",",
      defaultValue = "f32",
      description = ModelChoice.KV_TYPE)
  private List<String> cacheTypes = List.of("f32");

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
  private int done; // warm-ups and runs
  private int all;
  private double firstToken = Double.NaN; // seconds

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
    List<OpenOptions> options = options(context);
    all = options.size() * tests.size() * (runs + 1);
    List<Bench.Result> results = new ArrayList<>();
    try {
      for (OpenOptions option : options) {
        measure(option, tests, results);
      }
    } finally { // What was measured before a failure is not lost.
      streams.status("");
      if (!results.isEmpty()) {
        BenchReport.print(streams, form, results, firstToken);
      }
    }
    return Failures.DONE;
  }

  /** Every number of threads with every numeric mode and every type of the cache. */
  private List<OpenOptions> options(int context) {
    List<@Nullable Integer> counts = new ArrayList<>();
    if (threads == null) {
      counts.add(null);
    } else {
      IntStream.of(threads).forEach(counts::add);
    }
    List<OpenOptions> options = new ArrayList<>();
    for (@Nullable Integer count : counts) {
      for (String mode : activations) {
        for (String type : cacheTypes) {
          options.add(model.toOpen(count, context, mode, type));
        }
      }
    }
    return options;
  }

  private void measure(OpenOptions option, List<Bench.Test> tests, List<Bench.Result> results) {
    try (Kvasir kvasir = Kvasir.open(model.model(), option)) {
      if (Double.isNaN(firstToken)) {
        firstToken = Bench.firstTokenSeconds(kvasir, interruption);
      }
      progress(0, "what the machine can do");
      Roofline roofline = kvasir.roofline();
      Bench bench = new Bench(kvasir, roofline, runs, warmUp, interruption);
      for (Bench.Test test : tests) {
        progress(0, test.name());
        results.add(bench.measure(test, () -> progress(1, test.name())));
      }
    }
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
  private void progress(int more, String now) {
    done += more;
    int width = 20;
    streams.status(
        String.format(
            Locale.ROOT,
            "[%s%s] %d/%d %s",
            "#".repeat(width * done / all),
            ".".repeat(width - width * done / all),
            done,
            all,
            now));
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
