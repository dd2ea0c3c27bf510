package io.kvasir.tokenizer;

/**
 * Text to token ids and back, exactly as the tokenizer that the model was trained with. Immutable:
 * one instance serves any number of threads.
 */
public interface Tokenizer {
  /**
   * Cuts a text into tokens. A lone surrogate counts as U+FFFD.
   *
   * @param text any text
   * @param addSpecial whether the special tokens are added that the model wants around a text
   *     (begin of sequence, for example)
   * @param recogniseSpecial whether the text of a special token stands for that token; otherwise it
   *     is ordinary text. Added tokens that are not special are always recognised.
   * @return the ids, in the order of the text
   * @throws TokenizerFormatException if the text needs something that the tokenizer's file promises
   *     and does not have, such as its unknown token
   */
  int[] encode(CharSequence text, boolean addSpecial, boolean recogniseSpecial);

  /**
   * Tells how a text is cut: the same ids as {@link #encode}, with every merge on the way.
   *
   * @param text any text
   * @param addSpecial as in {@link #encode}
   * @param recogniseSpecial as in {@link #encode}
   * @return the steps in the order of the text
   */
  Explanation explain(CharSequence text, boolean addSpecial, boolean recogniseSpecial);

  /**
   * The bytes that one token adds in the middle of a text.
   *
   * @param id any number
   * @return bytes, maybe a part of a UTF-8 sequence; none if no token has this id
   */
  byte[] bytes(int id);

  /**
   * The text of all ids together. Bytes that are no UTF-8 become U+FFFD; ids without a token are
   * left out.
   *
   * @param ids any numbers
   * @param skipSpecial whether special tokens are left out
   * @return the text
   */
  String decode(int[] ids, boolean skipSpecial);

  /**
   * The tokens.
   *
   * @return the vocabulary, added tokens included
   */
  Vocabulary vocabulary();

  /**
   * Turns ids into text while they are generated.
   *
   * @param skipSpecial whether special tokens are left out
   * @return a new stream that stands at the beginning of a text
   */
  TextStream stream(boolean skipSpecial);
}
