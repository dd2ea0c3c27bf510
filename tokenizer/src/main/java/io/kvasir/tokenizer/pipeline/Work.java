package io.kvasir.tokenizer.pipeline;

/** Counts elementary steps, so that a test can see how work grows with the text. */
public final class Work {
  private long steps;

  /** Nothing done yet. */
  public Work() {}

  /**
   * Adds work.
   *
   * @param count steps
   */
  public void add(long count) {
    steps += count;
  }

  /**
   * All work so far.
   *
   * @return steps
   */
  public long steps() {
    return steps;
  }
}
