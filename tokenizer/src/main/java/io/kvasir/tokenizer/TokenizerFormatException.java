package io.kvasir.tokenizer;

/**
 * A tokenizer's file cannot be used. The message is one line: file, field, what was found and what
 * was wanted.
 */
public final class TokenizerFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Without a cause.
   *
   * @param message one line
   */
  public TokenizerFormatException(String message) {
    super(message);
  }

  /**
   * With a cause.
   *
   * @param message one line
   * @param cause what was thrown below
   */
  public TokenizerFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
