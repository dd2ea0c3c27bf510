package io.kvasir.tokenizer.regex;

/** A pattern is malformed or uses what is not supported; the message says where and what. */
public final class RegexSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RegexSyntaxException(String message) {
    super(message);
  }
}
