package io.kvasir.tokenizer.template;

/** What a template can call. */
interface Callable {
  /**
   * Calls it.
   *
   * @param evaluator of the rendering
   * @param arguments as written at the call
   */
  Object call(Evaluator evaluator, Arguments arguments);

  /** Its name in messages. */
  String name();

  /** An attribute of it, or {@code Undefined}. */
  default Object attribute(String name) {
    return Undefined.member(this, name);
  }
}
