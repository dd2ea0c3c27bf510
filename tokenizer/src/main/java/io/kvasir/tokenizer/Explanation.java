package io.kvasir.tokenizer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a text became tokens.
 *
 * @param ids what {@link Tokenizer#encode} gives
 * @param steps special tokens and pieces in the order of the text
 */
public record Explanation(List<Integer> ids, List<Step> steps) {
  /** Copies the lists. */
  public Explanation {
    ids = List.copyOf(ids);
    steps = List.copyOf(steps);
  }

  /** One part of the text. */
  public sealed interface Step permits Special, Piece {}

  /**
   * A token that was added around the text, or that the text named.
   *
   * @param id the token
   * @param piece its text in the vocabulary
   * @param added whether it was added, not found in the text
   */
  public record Special(int id, String piece, boolean added) implements Step {}

  /**
   * A part of the text that was cut into tokens for itself, after normalisation.
   *
   * @param text the part as the model sees it
   * @param start the symbols that merging begins with; one symbol where the model does not merge
   * @param merges every merge, in the order in which they were made
   * @param tokens the result
   */
  public record Piece(String text, List<Symbol> start, List<Merge> merges, List<Symbol> tokens)
      implements Step {
    /** Copies the lists. */
    public Piece {
      start = List.copyOf(start);
      merges = List.copyOf(merges);
      tokens = List.copyOf(tokens);
    }
  }

  /**
   * A token, or on the way to one.
   *
   * @param id the token, or -1 for a text that is no token (yet)
   * @param piece its text in the vocabulary
   * @param kind what it stands for
   */
  public record Symbol(int id, String piece, Kind kind) {}

  /** What a symbol stands for. */
  public enum Kind {
    /** Its text. */
    TEXT,
    /** One byte of a character that the vocabulary does not have. */
    BYTE,
    /** A character that the vocabulary does not have, or several. */
    UNKNOWN
  }

  /**
   * Two neighbours become one symbol.
   *
   * @param rank how early training found this merge: the lowest rank of a piece goes first. For
   *     vocabularies with scores, the place of the score among all scores, best first.
   * @param score the score of the result, if the vocabulary has scores
   * @param position where the left symbol begins in the text of the piece, in chars from 0
   * @param left the left symbol's text
   * @param right the right symbol's text
   * @param result the token that they become
   */
  public record Merge(
      int rank, @Nullable Float score, int position, String left, String right, Symbol result) {}
}
