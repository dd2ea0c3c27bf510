package io.kvasir.model.state;

import org.jspecify.annotations.Nullable;

/**
 * The heap of the Java virtual machine is too small for what was asked. The message is one line:
 * {@code file: what, found, wanted}. A shorter context or a larger heap helps.
 */
public final class NotEnoughMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotEnoughMemoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * States what does not fit before it is tried.
   *
   * @param what file and what was asked
   * @param bytes bytes that it takes
   * @return the exception, to be thrown
   */
  public static NotEnoughMemoryException needed(String what, long bytes) {
    return new NotEnoughMemoryException(what + " takes " + bytes + " bytes, " + heap(), null);
  }

  /**
   * States what was being done when memory came to its end.
   *
   * @param what file and what was being done
   * @param cause what the virtual machine threw
   * @return the exception, to be thrown
   */
  public static NotEnoughMemoryException during(String what, OutOfMemoryError cause) {
    return new NotEnoughMemoryException(what + ": out of memory, " + heap(), cause);
  }

  /** Put together without a formatter, whose classes take megabytes that may not be there. */
  private static String heap() {
    return "the heap holds at most " + Runtime.getRuntime().maxMemory() + " bytes";
  }
}
