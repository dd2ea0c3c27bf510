package io.kvasir.cli;

import io.kvasir.model.generate.InvalidPromptException;
import java.nio.file.Path;

/** What the user gave does not fit the model: one line that names the model, and exit code 1. */
final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidInputException(Path model, InvalidPromptException cause) {
    super(model + ": " + cause.getMessage(), cause);
  }

  InvalidInputException(String what) {
    super(what);
  }
}
