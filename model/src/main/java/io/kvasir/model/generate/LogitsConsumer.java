package io.kvasir.model.generate;

/** Takes the logits of a text, position after position. */
@FunctionalInterface
public interface LogitsConsumer {
  /**
   * The scores of every token after a position.
   *
   * @param position 0, 1, ...
   * @param logits a live array: copy what you keep
   * @param at index of token 0's logit
   * @param length number of tokens in the vocabulary
   */
  void accept(int position, float[] logits, int at, int length);
}
