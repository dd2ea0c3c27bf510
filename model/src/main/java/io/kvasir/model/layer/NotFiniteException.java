package io.kvasir.model.layer;

/**
 * A pass came to logits that are no numbers: the weights hold NaN or infinities, or values that
 * overflow.
 */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFiniteException(int position) {
    super("the logits at position " + position + " are not finite: the weights are damaged");
  }
}
