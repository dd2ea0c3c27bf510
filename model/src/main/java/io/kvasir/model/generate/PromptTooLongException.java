package io.kvasir.model.generate;

/** The prompt has more tokens than the context has positions. Nothing is cut off silently. */
public final class PromptTooLongException extends InvalidPromptException {
  private static final long serialVersionUID = 1;
  private final int promptTokens;
  private final int context;

  /**
   * Makes the exception.
   *
   * @param promptTokens tokens of the prompt, with the special ones
   * @param context positions of the context that was chosen
   * @param most positions of the model's context
   */
  public PromptTooLongException(int promptTokens, int context, int most) {
    super(
        "prompt of "
            + promptTokens
            + " tokens, the context holds "
            + context
            + (context < most ? " (of the model's " + most + ")" : ""));
    this.promptTokens = promptTokens;
    this.context = context;
  }

  /**
   * The length of the prompt.
   *
   * @return tokens, with the special ones
   */
  public int promptTokens() {
    return promptTokens;
  }

  /**
   * The length of the context.
   *
   * @return positions
   */
  public int context() {
    return context;
  }
}
