package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Token.Kind;
import java.util.List;

/** The tokens of a template and the place that has been reached. */
final class Tokens {
  /** Each level of the grammar that begins another expression or block counts. */
  private static final int DEEPEST = 300;

  private final String name;
  private final List<Token> tokens;
  private int at;
  private int depth;

  Tokens(String name, List<Token> tokens) {
    this.name = name;
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(at);
  }

  int line() {
    return current().line();
  }

  Token look() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = current();
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean is(Kind kind) {
    return current().kind() == kind;
  }

  boolean isName(String text) {
    return current().isName(text);
  }

  boolean isOperator(String sign) {
    return current().isOperator(sign);
  }

  boolean skipName(String text) {
    boolean found = isName(text);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipOperator(String sign) {
    boolean found = isOperator(sign);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(Kind kind) {
    if (!is(kind)) {
      throw fail("found " + current().describe() + ", wanted " + kind.description());
    }
    return next();
  }

  void expectOperator(String sign) {
    if (!skipOperator(sign)) {
      throw fail("found " + current().describe() + ", wanted '" + sign + "'");
    }
  }

  void expectName(String text) {
    if (!skipName(text)) {
      throw fail("found " + current().describe() + ", wanted '" + text + "'");
    }
  }

  void enter() {
    if (++depth > DEEPEST) {
      throw fail(
          "found expressions or blocks nested too deep, wanted at most about "
              + DEEPEST / 3
              + " levels");
    }
  }

  void leave() {
    depth--;
  }

  TemplateException fail(String message) {
    return fail(line(), message);
  }

  TemplateException fail(int line, String message) {
    return TemplateException.at(name, line, message);
  }
}
