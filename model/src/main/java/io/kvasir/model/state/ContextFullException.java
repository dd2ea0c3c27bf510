package io.kvasir.model.state;

/** A sequence has no room for the tokens that a pass wants to add. */
public final class ContextFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContextFullException(int length, int capacity, int more) {
    super(
        "the sequence holds "
            + length
            + " of at most "
            + capacity
            + " tokens, "
            + more
            + " more do not fit");
  }
}
