package io.kvasir.tokenizer.template;

/**
 * A template, or what it is given, cannot be used. The message is one line: template and line,
 * construct, what was found and what was wanted. Thrown while a template is read (syntax, or a part
 * of Jinja that is not supported) and while it is rendered (an operation that fails, a limit, or
 * {@code raise_exception} in the template).
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 500;

  /**
   * Without a cause.
   *
   * @param message what went wrong; control characters and very long texts are made fit for one
   *     line
   */
  public TemplateException(String message) {
    super(oneLine(message));
  }

  /**
   * With a cause.
   *
   * @param message what went wrong; control characters and very long texts are made fit for one
   *     line
   * @param cause what was thrown below
   */
  public TemplateException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  static TemplateException at(String template, int line, String message) {
    return new TemplateException(template + ":" + line + ": " + message);
  }

  private static String oneLine(String message) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < message.length() && line.length() < LONGEST; i++) {
      char c = message.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          boolean visible =
              !Character.isISOControl(c)
                  && Character.getType(c) != Character.LINE_SEPARATOR
                  && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
          line.append(visible ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
      }
    }
    return message.length() > LONGEST ? line.append("...").toString() : line.toString();
  }
}
