package io.kvasir.cli;

import picocli.CommandLine.Option;

/** The option that every command has. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // For picocli, which shows the help itself.
  private boolean help;
}
