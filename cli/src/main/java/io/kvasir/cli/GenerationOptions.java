package io.kvasir.cli;

import io.kvasir.model.generate.GenerateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much is generated, how it is chosen, and how it is shown. */
final class GenerationOptions {

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

  @Mixin private final AblationOptions ablation = new AblationOptions();

  @Option(names = "--ignore-eos", description = "Go on after the model's end token.")
  private boolean ignoreEnd;

  @Option(
      names = "--json",
      description =
          "One JSON object per line: id, text and log-probability of each token, then stop reason"
              + " and statistics.")
  private boolean json;

  @Option(names = "--quiet", description = "No statistics on standard error.")
  private boolean quiet;

  @Nullable Integer context() {
    return context;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  GenerationView view(Streams streams, boolean showPrompt) {
    return json ? new JsonView(streams) : new TextView(streams, showPrompt);
  }

  GenerateOptions toGenerate() {
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
        json,
        ablation.toAblation());
  }
}
