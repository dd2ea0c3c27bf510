package io.kvasir.tokenizer.template;

/**
 * A method of a text, list or dict that was looked up, as in {@code message.items}.
 *
 * @param owner whose method
 * @param name of the method in Python
 */
record Method(Object owner, String name) implements Callable {
  @Override
  public Object call(Evaluator evaluator, Arguments arguments) {
    return switch (owner) {
      case String text -> TextMethods.call(text, name, arguments, evaluator.budget());
      case Markup markup -> onMarkup(markup, arguments, evaluator.budget());
      case Items items -> ContainerMethods.call(items, name, arguments, evaluator.budget());
      case Dict dict -> ContainerMethods.call(dict, name, arguments);
      default -> throw new IllegalStateException(name);
    };
  }

  private Object onMarkup(Markup markup, Arguments arguments, Budget budget) {
    Object result = TextMethods.call(markup.text(), name, arguments, budget);
    return result instanceof String text ? new Markup(text) : result;
  }
}
