package io.kvasir.tokenizer.template;

/**
 * A part of a template's source.
 *
 * @param kind what it is
 * @param text a name, an operator or data as it stands; of a text literal what it means
 * @param value of a number
 * @param line from 1
 */
record Token(Kind kind, String text, Object value, int line) {
  enum Kind {
    DATA("text"),
    PRINT_BEGIN("'{{'"),
    PRINT_END("'}}'"),
    TAG_BEGIN("'{%'"),
    TAG_END("'%}'"),
    NAME("a name"),
    TEXT("a text"),
    NUMBER("a number"),
    OPERATOR("an operator"),
    END("the end of the template");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  boolean isOperator(String sign) {
    return kind == Kind.OPERATOR && text.equals(sign);
  }

  /** For messages. */
  String describe() {
    return switch (kind) {
      case NAME, OPERATOR -> "'" + text + "'";
      case TEXT -> "the text '" + text + "'";
      case NUMBER -> "the number " + text;
      default -> kind.description();
    };
  }
}
