package io.kvasir.tokenizer;

/**
 * Text from ids that arrive one at a time. What has been pushed and finished is together what
 * {@link Tokenizer#decode} gives, as long as the bytes are UTF-8. Where they are not, decode may
 * replace a whole run of byte tokens by U+FFFD, while the stream has already shown the characters
 * in it that were complete. Not for several threads at once.
 */
public interface TextStream {
  /**
   * Adds a token.
   *
   * @param id any number; one without a token adds nothing
   * @return the text that has become certain: whole code points only, maybe none
   */
  String push(int id);

  /**
   * Ends the text.
   *
   * @return what was held back; an unfinished UTF-8 sequence is U+FFFD
   */
  String finish();
}
