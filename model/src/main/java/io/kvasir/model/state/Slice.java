package io.kvasir.model.state;

/**
 * Tokens of one sequence that go through the decoder in a pass, at the sequence's next positions.
 */
public final class Slice {
  private final Sequence sequence;
  private final int[] tokens;
  private final int from;
  private final int to;
  private final Want want;

  /** Which positions' logits a pass computes. */
  public enum Want {
    /** None. */
    NONE,
    /** The last position of the slice. */
    LAST,
    /** Every position of the slice. */
    ALL
  }

  /**
   * Names the tokens; the array is not copied.
   *
   * @param sequence whose tokens
   * @param tokens an array that holds them; it may be used again with other content for a later
   *     pass
   * @param from index of the first
   * @param to index after the last
   * @param want which positions' logits are computed
   * @throws IllegalArgumentException if there is no token or the range is outside of the array
   */
  public Slice(Sequence sequence, int[] tokens, int from, int to, Want want) {
    if (from < 0 || to <= from || to > tokens.length) {
      throw new IllegalArgumentException(
          "tokens " + from + " to " + to + " of " + tokens.length + ", wanted at least one");
    }
    this.sequence = sequence;
    this.tokens = tokens;
    this.from = from;
    this.to = to;
    this.want = want;
  }

  /**
   * A slice of all tokens of an array.
   *
   * @param sequence whose tokens
   * @param tokens the tokens
   * @param want which logits
   * @return the slice
   */
  public static Slice of(Sequence sequence, int[] tokens, Want want) {
    return new Slice(sequence, tokens, 0, tokens.length, want);
  }

  /**
   * Whose tokens.
   *
   * @return the sequence
   */
  public Sequence sequence() {
    return sequence;
  }

  /**
   * A token of the slice.
   *
   * @param index 0 for the first
   * @return its id
   */
  public int token(int index) {
    return tokens[from + index];
  }

  /**
   * Which positions' logits are computed.
   *
   * @return the wish
   */
  public Want want() {
    return want;
  }

  /**
   * How many tokens.
   *
   * @return at least 1
   */
  public int length() {
    return to - from;
  }

  /**
   * How many rows of logits the pass gives for this slice.
   *
   * @return 0, 1 or the length
   */
  public int logitRows() {
    return switch (want) {
      case NONE -> 0;
      case LAST -> 1;
      case ALL -> length();
    };
  }
}
