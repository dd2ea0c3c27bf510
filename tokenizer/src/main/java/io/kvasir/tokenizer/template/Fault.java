package io.kvasir.tokenizer.template;

/**
 * An operation of a template that fails; whoever knows the line makes it a {@link
 * TemplateException}.
 */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1;

  Fault(String message) {
    super(message, null, false, false);
  }

  static Fault found(String what, Object found, String wanted) {
    return new Fault(what + ": found " + Python.type(found) + ", wanted " + wanted);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
