package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.InvalidPromptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Continues a text. */
@Command(
    name = "generate",
    description = "Continue a text: one token per pass, printed as soon as it is known.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir generate -m model.gguf \"Once upon a time\"",
      "  kvasir generate -m model.gguf -n 100 --temp 0 \"The capital of France is\"",
      "  kvasir generate -m folder/ -f prompt.txt --seed 7 --stop \"The end\"",
      "  echo \"Dear reader,\" | kvasir generate -m model.gguf --json"
    })
final class GenerateCommand implements Callable<Integer> {

  @Mixin private final PromptOptions prompt = new PromptOptions();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = {"-n", "--max-tokens"},
      paramLabel = "N",
      description =
          "The most new tokens. Default: until the end token, or until the context is full.")
  private @Nullable Integer most;

  @Option(
      names = "--ctx",
      paramLabel = "N",
      description =
          "Positions of the context, prompt included. Default: the smaller of the model's and"
              + " 4096.")
  private @Nullable Integer context;

  @Mixin private final SamplingOptions sampling = new SamplingOptions();

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "Stop before this text; may be given several times.")
  private List<String> stops = new ArrayList<>();

  @Option(names = "--ignore-eos", description = "Go on after the model's end token.")
  private boolean ignoreEnd;

  @Option(
      names = "--echo",
      description = "Show the prompt before the continuation, as a terminal always does.")
  private boolean echo;

  @Option(
      names = "--json",
      description =
          "One JSON object per line: id, text and log-probability of each token, then stop reason"
              + " and statistics.")
  private boolean json;

  @Option(names = "--quiet", description = "No statistics on standard error.")
  private boolean quiet;

  private final Streams streams;
  private final Interruption interruption;

  GenerateCommand(Streams streams, Interruption interruption) {
    this.streams = streams;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    prompt.check(streams);
    if (echo && json) {
      throw new UsageException("--echo and --json: give only one");
    }
    Path path = model.model();
    OpenOptions open = model.toOpen(context);
    GenerateOptions options = options();
    PromptOptions.Prompt text = prompt.read(streams);
    try (Kvasir kvasir = Kvasir.open(path, open);
        Generation generation = text.start(kvasir, options)) {
      GenerationView view =
          json ? new JsonView(streams) : new TextView(streams, echo || streams.outputIsTerminal());
      view.prompt(kvasir.tokenizer(), generation.prompt());
      interruption.onRequest(generation::stop);
      run(generation, view);
      String stop = StatisticsText.stopReason(generation);
      view.end(stop, generation.statistics());
      if (!quiet) {
        StatisticsText.print(streams.err(), stop, generation.statistics());
      }
    } catch (InvalidPromptException e) {
      throw new InvalidInputException(path, e);
    }
    return Failures.DONE;
  }

  private static void run(Generation generation, GenerationView view) {
    try {
      generation.prefill();
      while (generation.hasNext()) {
        view.token(generation.next());
      }
    } catch (CancellationException e) {
      // Ctrl-C within the prompt: what follows says so.
    }
  }

  private GenerateOptions options() {
    if (most != null && most < 0) {
      throw new UsageException("-n " + most + ": wanted a number of at least 0");
    }
    if (stops.contains("")) {
      throw new UsageException("--stop: wanted at least one character");
    }
    return new GenerateOptions(
        sampling.spec(),
        most == null ? OptionalInt.empty() : OptionalInt.of(most),
        stops,
        ignoreEnd,
        json);
  }
}
