package io.kvasir.cli;

/** Where the process begins and ends. */
final class Main {

  private Main() {}

  /** Runs one command and exits: 0 done, 1 failure, 2 usage; 130 after Ctrl-C. */
  public static void main(String[] args) {
    System.exit(run(Streams.ofProcess(), args));
  }

  /** Runs one command and returns its exit code. */
  static int run(Streams streams, String... args) {
    return KvasirCommand.run(streams, Interruption.bySignal(), args);
  }
}
