package io.kvasir.cli;

import picocli.CommandLine.Command;

/** The tools over weight files. */
@Command(
    name = "weights",
    description = "Tools over weight files.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  kvasir weights inspect model.gguf"})
final class WeightsCommand implements Runnable {

  @Override
  public void run() {
    throw new UsageException("no command (see 'kvasir weights --help')");
  }
}
