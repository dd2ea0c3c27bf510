package io.kvasir.tokenizer.template;

/**
 * A function that is part of the language.
 *
 * @param name in messages
 * @param body what it does
 */
record Native(String name, Body body) implements Callable {
  interface Body {
    Object call(Evaluator evaluator, Arguments arguments);
  }

  @Override
  public Object call(Evaluator evaluator, Arguments arguments) {
    return body.call(evaluator, arguments);
  }
}
