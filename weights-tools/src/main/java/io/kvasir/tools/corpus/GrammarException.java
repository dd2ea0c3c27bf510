package io.kvasir.tools.corpus;

/** A grammar that cannot be read or told from; the message is one line, {@code file:line: what}. */
public final class GrammarException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param where file and line
   * @param what what was found and what was wanted
   */
  public GrammarException(String where, String what) {
    super(where + ": " + what);
  }
}
