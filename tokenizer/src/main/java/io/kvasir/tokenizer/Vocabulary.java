package io.kvasir.tokenizer;

import java.util.OptionalInt;

/** The tokens of a tokenizer: ids 0 to size - 1, with gaps where a file leaves ids out. */
public interface Vocabulary {
  /**
   * The end of the ids.
   *
   * @return the largest id plus one
   */
  int size();

  /**
   * The token's text as the tokenizer's file writes it ("Ġdog", "▁dog", "&lt;0x0A&gt;").
   *
   * @param id any number
   * @return the piece, empty if no token has this id
   */
  String piece(int id);

  /**
   * The id of a piece.
   *
   * @param piece a token's text as the tokenizer's file writes it
   * @return its id, or nothing
   */
  OptionalInt id(String piece);

  /**
   * Whether a token is a mark for the model and no text.
   *
   * @param id any number
   * @return whether the file calls the token special
   */
  boolean isSpecial(int id);

  /**
   * Whether a token was added to the vocabulary that the tokenizer was trained with.
   *
   * @param id any number
   * @return whether the file lists it among the added tokens
   */
  boolean isAdded(int id);
}
