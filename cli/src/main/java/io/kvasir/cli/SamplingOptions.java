package io.kvasir.cli;

import io.kvasir.model.sample.SamplerSpec;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the next token is chosen. */
final class SamplingOptions {

  @Option(
      names = "--temp",
      paramLabel = "T",
      defaultValue = "0.8",
      description = "Temperature; 0 always takes the best token. Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "40",
      description = "Draw from the K best tokens; 0 from all. Default: ${DEFAULT-VALUE}.")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "0.95",
      description =
          "Draw from the best tokens that together reach probability P; 1 from all. Default:"
              + " ${DEFAULT-VALUE}.")
  private double topP;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      defaultValue = "0.05",
      description =
          "Drop tokens less probable than P times the best; 0 none. Default: ${DEFAULT-VALUE}.")
  private double minP;

  @Option(
      names = "--repeat-penalty",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Make tokens of prompt and output less likely by X; 1 leaves them. Default:"
              + " ${DEFAULT-VALUE}.")
  private double repetitionPenalty;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the draw: the same seed gives the same text. Default: a new one.")
  private @Nullable Long seed;

  SamplerSpec spec() {
    try {
      return new SamplerSpec(
          temperature,
          topK,
          topP,
          minP,
          repetitionPenalty,
          seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
