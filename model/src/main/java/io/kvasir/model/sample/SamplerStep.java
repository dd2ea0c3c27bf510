package io.kvasir.model.sample;

/**
 * One step between the logits and the next token: it changes logits or leaves candidates out. The
 * last step of a chain leaves one.
 */
public interface SamplerStep {
  /**
   * The step's name for traces.
   *
   * @return for example {@code top-k}
   */
  String name();

  /**
   * Works on the candidates in place. Allocates nothing, and leaves at least one candidate.
   *
   * @param candidates the tokens that are still possible
   */
  void apply(Candidates candidates);

  /**
   * Takes note of a token of the text: first those of the prompt, then each one that was generated.
   *
   * @param token its id
   */
  default void accept(int token) {}

  /**
   * A copy that goes on from the same state, independent of this one.
   *
   * @return a copy, or this if there is no state
   */
  SamplerStep fork();
}
