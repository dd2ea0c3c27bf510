package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.InvalidPromptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

  @Mixin private final GenerationOptions generation = new GenerationOptions();

  @Option(
      names = "--echo",
      description = "Show the prompt before the continuation, as a terminal always does.")
  private boolean echo;

  private final Streams streams;
  private final Interruption interruption;

  GenerateCommand(Streams streams, Interruption interruption) {
    this.streams = streams;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    prompt.check(streams);
    if (echo && generation.json()) {
      throw new UsageException("--echo and --json: give only one");
    }
    Path path = model.model();
    OpenOptions open = model.toOpen(generation.context());
    GenerateOptions options = generation.toGenerate();
    PromptOptions.Prompt text = prompt.read(streams);
    try (Kvasir kvasir = Kvasir.open(path, open);
        Generation started = text.start(kvasir, options)) {
      GenerationView view = generation.view(streams, echo || streams.outputIsTerminal());
      interruption.onRequest(started::stop);
      GenerationRun.of(kvasir, started, view);
      if (!generation.quiet()) {
        StatisticsText.print(
            streams.err(), StatisticsText.stopReason(started), started.statistics());
      }
    } catch (InvalidPromptException e) {
      throw new InvalidInputException(path, e);
    }
    return Failures.DONE;
  }
}
