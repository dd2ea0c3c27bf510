package io.kvasir.model.state;

import io.kvasir.model.kernel.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One text on its way through a decoder: its tokens and what every layer remembers of them. It is
 * made by a decoder and used by one thread at a time.
 */
public final class Sequence {
  private final int capacity;
  private final int vocabulary;
  private final LayerState[] states;
  private int[] tokens;
  private int length;
  private int
      written; // the most positions that were ever written: a ring has forgotten accordingly
  private boolean open; // a pass has begun to write and has not ended
  private Rows logits;

  /**
   * An empty sequence.
   *
   * @param capacity positions that it may reach
   * @param vocabulary floats in a row of logits
   * @param states one per layer; the sequence owns them
   */
  public Sequence(int capacity, int vocabulary, LayerState[] states) {
    this(capacity, vocabulary, states.clone(), new int[Math.min(capacity, 1 << 10)], 0, 0);
  }

  private Sequence(
      int capacity, int vocabulary, LayerState[] states, int[] tokens, int length, int written) {
    this.capacity = capacity;
    this.vocabulary = vocabulary;
    this.states = states;
    this.tokens = tokens;
    this.length = length;
    this.written = written;
    this.logits = new Rows(0, vocabulary);
  }

  /**
   * Positions that went through the decoder.
   *
   * @return 0 for a new sequence
   */
  public int length() {
    return length;
  }

  /**
   * Positions that fit.
   *
   * @return at least 1
   */
  public int capacity() {
    return capacity;
  }

  /**
   * The token at a position.
   *
   * @param position less than {@link #length}
   * @return its id
   */
  public int token(int position) {
    return tokens[position];
  }

  /**
   * What a layer remembers.
   *
   * @param layer number of the layer
   * @return its state
   */
  public LayerState state(int layer) {
    return states[layer];
  }

  /**
   * The logits of the last pass: row i belongs to the i-th position whose logits were wanted.
   *
   * @return live rows of vocabulary floats, valid until this sequence's next pass
   */
  public Rows logits() {
    return logits;
  }

  /**
   * Makes room for rows of logits. For decoders.
   *
   * @param rows how many
   * @return the rows, whose content is lost where they had to grow
   */
  public Rows prepareLogits(int rows) {
    if (logits.capacity < rows) {
      logits = new Rows(rows, vocabulary);
    }
    return logits;
  }

  /**
   * Says that a pass is about to write states for tokens. For decoders. Until {@link #append} has
   * followed, the sequence is between two moments; a pass that fails leaves it there, and only a
   * rollback brings it back.
   *
   * @param more how many
   * @throws ContextFullException if they do not fit
   * @throws IllegalStateException if the last pass failed
   */
  public void begin(int more) {
    if (open) {
      throw new IllegalStateException(
          "the sequence's last pass failed: roll back, or begin a new one");
    }
    checkRoom(more);
    open = true;
    written = Math.max(written, length + more);
  }

  /**
   * Fails if tokens do not fit. For decoders.
   *
   * @param more how many
   * @throws ContextFullException if they do not fit
   */
  public void checkRoom(int more) {
    if (more > capacity - length) {
      throw new ContextFullException(length, capacity, more);
    }
  }

  /**
   * Takes note of tokens whose states were written. For decoders.
   *
   * @param source the tokens
   * @param from index of the first
   * @param count how many
   */
  public void append(int[] source, int from, int count) {
    open = false;
    if (length + count > tokens.length) {
      tokens =
          Arrays.copyOf(tokens, Math.min(capacity, Math.max(length + count, 2 * tokens.length)));
    }
    System.arraycopy(source, from, tokens, length, count);
    length += count;
  }

  /**
   * Makes room ahead of use, so that the passes up to there allocate nothing.
   *
   * @param positions positions that will be reached, at most the capacity
   */
  public void reserve(int positions) {
    int reach = Math.min(capacity, positions);
    if (tokens.length < reach) {
      tokens = Arrays.copyOf(tokens, reach);
    }
    for (LayerState state : states) {
      state.reserve(reach);
    }
  }

  /**
   * A sequence of its own with the same past. Caches are shared until one of both writes.
   *
   * @return the copy
   */
  public Sequence fork() {
    LayerState[] copies = new LayerState[states.length];
    for (int i = 0; i < states.length; i++) {
      copies[i] = states[i].fork();
    }
    return new Sequence(capacity, vocabulary, copies, tokens.clone(), length, written);
  }

  /** A moment to which the sequence can return. */
  public static final class Mark {
    private final int length;
    private final @Nullable LayerState[] states; // what the layers keep for it

    private Mark(int length, @Nullable LayerState[] states) {
      this.length = length;
      this.states = states;
    }

    /**
     * Positions then.
     *
     * @return the length of the sequence at that moment
     */
    public int length() {
      return length;
    }
  }

  /**
   * Remembers this moment.
   *
   * @return a mark for {@link #rollback}
   */
  public Mark mark() {
    @Nullable LayerState[] marked = new LayerState[states.length];
    for (int i = 0; i < states.length; i++) {
      marked[i] = states[i].mark();
    }
    return new Mark(length, marked);
  }

  /**
   * Returns to an earlier moment of this sequence.
   *
   * @param mark the moment
   * @throws IllegalStateException if a layer with a window has already forgotten it; then nothing
   *     has changed
   */
  public void rollback(Mark mark) {
    if (mark.length() > length) {
      throw new IllegalStateException(
          "the mark is at " + mark.length() + " tokens, the sequence has " + length);
    }
    for (LayerState state : states) {
      if (!(state instanceof RecurrentState) && !state.rollback(mark.length(), written, null)) {
        throw new IllegalStateException(
            "the mark at " + mark.length() + " tokens is out of reach of a window's cache");
      }
    }
    for (int i = 0; i < states.length; i++) {
      if (states[i] instanceof RecurrentState state) {
        state.rollback(mark.length(), written, mark.states[i]);
      }
    }
    length = mark.length();
    open = false;
  }

  /**
   * Memory that all layers' states will take.
   *
   * @param positions length of the sequence then
   * @return bytes
   */
  public long bytesAt(int positions) {
    long bytes = 0;
    for (LayerState state : states) {
      bytes += state.bytesAt(positions);
    }
    return bytes;
  }

  /**
   * Memory of all layers' states.
   *
   * @return bytes
   */
  public long bytes() {
    long bytes = 0;
    for (LayerState state : states) {
      bytes += state.bytes();
    }
    return bytes;
  }
}
