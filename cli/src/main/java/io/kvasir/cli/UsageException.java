package io.kvasir.cli;

/** The command line asks for what cannot be: one line and exit code 2. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
