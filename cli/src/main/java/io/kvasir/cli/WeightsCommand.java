package io.kvasir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tools over weight files. */
@Command(
    name = "weights",
    description = "Tools over weight files.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  kvasir weights inspect model.gguf",
      "  kvasir weights corpus -n 3",
      "  kvasir weights train -o mead.gguf"
    })
final class WeightsCommand implements Runnable {

  private WeightsCommand() {}

  static CommandLine with(Object... tools) {
    CommandLine weights = new CommandLine(new WeightsCommand());
    for (Object tool : tools) {
      weights.addSubcommand(tool);
    }
    return weights;
  }

  @Override
  public void run() {
    throw new UsageException("no command (see 'kvasir weights --help')");
  }
}
