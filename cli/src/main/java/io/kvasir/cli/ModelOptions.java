package io.kvasir.cli;

import io.kvasir.model.OpenOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model, and how it computes. */
final class ModelOptions extends ModelChoice {

  @Option(
      names = "--activations",
      paramLabel = "MODE",
      defaultValue = "auto",
      description = ACTIVATIONS)
  private String activations = "auto";

  @Option(names = "--kv-type", paramLabel = "TYPE", defaultValue = "f32", description = KV_TYPE)
  private String cacheType = "f32";

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description = "Threads that compute. Default: the physical cores.")
  private @Nullable Integer threads;

  OpenOptions toOpen(@Nullable Integer context) {
    return toOpen(threads, context, activations, cacheType);
  }
}
