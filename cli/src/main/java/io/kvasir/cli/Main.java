package io.kvasir.cli;

/** Where the process begins and ends. */
final class Main {

  private Main() {}

  /** Runs one command and exits: 0 done, 1 failure, 2 usage; 130 after Ctrl-C. */
  public static void main(String[] args) {
    System.exit(KvasirCommand.run(Streams.ofProcess(), Interruption.bySignal(), args));
  }
}
