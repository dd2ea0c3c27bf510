package io.kvasir.tools.train;

/** A training that cannot begin or go on; the message says why in one line. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one line
   */
  public TrainingException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message one line
   * @param cause what led to it
   */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
