package io.kvasir.model.state;

/**
 * A key or value is larger than the type of the cache can hold. It would become infinite, and what
 * attention made of it could still look like an answer.
 */
public final class CacheOverflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CacheOverflowException(int position, float found) {
    super(
        "a key or value of position "
            + position
            + " is "
            + found
            + ", an f16 cache holds at most 65,504: wanted an f32 cache");
  }
}
