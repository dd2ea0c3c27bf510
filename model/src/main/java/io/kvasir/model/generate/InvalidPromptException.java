package io.kvasir.model.generate;

/**
 * A prompt that cannot be generated from: empty, with an id outside of the vocabulary, or too long.
 */
public class InvalidPromptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param message one line: what was found and what was wanted
   */
  public InvalidPromptException(String message) {
    super(message);
  }
}
