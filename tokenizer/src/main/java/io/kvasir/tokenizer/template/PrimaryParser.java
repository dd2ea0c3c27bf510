package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Expression.ArgumentList;
import io.kvasir.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smallest expressions, and what stands directly behind them: attributes, keys, slices and
 * calls.
 */
final class PrimaryParser {
  private final Tokens tokens;
  private final NameUses uses;
  private final ExpressionParser expressions;

  PrimaryParser(Tokens tokens, NameUses uses, ExpressionParser expressions) {
    this.tokens = tokens;
    this.uses = uses;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> name(token);
      case TEXT -> {
        StringBuilder text = new StringBuilder(token.text());
        while (tokens.is(Kind.TEXT)) {
          text.append(tokens.next().text());
        }
        yield new Expression.Constant(token.line(), text.toString());
      }
      case NUMBER -> new Expression.Constant(token.line(), token.value());
      case OPERATOR ->
          switch (token.text()) {
            case "(" -> {
              Expression value = expressions.tuple(expressions::expression, true);
              tokens.expectOperator(")");
              yield value;
            }
            case "[" -> list(token.line());
            case "{" -> dict(token.line());
            default -> throw unexpected(token);
          };
      default -> throw unexpected(token);
    };
  }

  private TemplateException unexpected(Token token) {
    return tokens.fail(token.line(), "found " + token.describe() + ", wanted an expression");
  }

  private Expression name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Expression.Constant(token.line(), true);
      case "false", "False" -> new Expression.Constant(token.line(), false);
      case "none", "None" -> new Expression.Constant(token.line(), None.NONE);
      case "self" -> throw tokens.fail(token.line(), "the variable 'self' is not supported");
      default -> {
        uses.read(token.text());
        yield new Expression.Name(token.line(), token.text());
      }
    };
  }

  private Expression list(int line) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.isOperator("]")) {
      items.add(expressions.expression());
      if (!tokens.skipOperator(",")) {
        break;
      }
    }
    tokens.expectOperator("]");
    return new Expression.ListLiteral(line, false, items);
  }

  private Expression dict(int line) {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.isOperator("}")) {
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
      if (!tokens.skipOperator(",")) {
        break;
      }
    }
    tokens.expectOperator("}");
    return new Expression.DictLiteral(line, keys, values);
  }

  Expression postfix(Expression value) {
    Expression result = value;
    while (true) {
      if (tokens.isOperator(".")) {
        result = attribute(result);
      } else if (tokens.isOperator("[")) {
        result = subscript(result);
      } else if (tokens.isOperator("(")) {
        result = call(result);
      } else {
        return result;
      }
    }
  }

  private Expression attribute(Expression owner) {
    int line = tokens.next().line();
    Token token = tokens.next();
    if (token.kind() == Kind.NAME) {
      return new Expression.Attribute(line, owner, token.text());
    }
    if (token.kind() == Kind.NUMBER && Numbers.isInteger(token.value())) {
      return new Expression.Item(line, owner, new Expression.Constant(token.line(), token.value()));
    }
    throw tokens.fail(
        token.line(), "found " + token.describe() + ", wanted the name of an attribute");
  }

  private Expression subscript(Expression owner) {
    int line = tokens.next().line();
    Expression start = tokens.isOperator(":") ? null : expressions.expression();
    Expression result;
    if (tokens.skipOperator(":")) {
      Expression stop = bound();
      Expression step = tokens.skipOperator(":") ? bound() : null;
      result = new Expression.Part(line, owner, start, stop, step);
    } else if (start != null && tokens.isOperator(",")) {
      throw tokens.fail("a key of several parts is not supported");
    } else if (start != null) {
      result = new Expression.Item(line, owner, start);
    } else {
      throw tokens.fail("found no key, wanted one");
    }
    tokens.expectOperator("]");
    return result;
  }

  private @Nullable Expression bound() {
    return tokens.isOperator(":") || tokens.isOperator("]") ? null : expressions.expression();
  }

  Expression.Call call(Expression callee) {
    int line = tokens.line();
    return new Expression.Call(line, callee, arguments());
  }

  ArgumentList arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    Expression rest = null;
    Expression keywordRest = null;
    while (!tokens.isOperator(")")) {
      if (keywordRest != null || (rest != null && (tokens.isOperator("*") || !startsKeyword()))) {
        throw tokens.fail("found an argument after '*' or '**', wanted none");
      }
      if (tokens.skipOperator("*")) {
        rest = expressions.expression();
      } else if (tokens.skipOperator("**")) {
        keywordRest = expressions.expression();
      } else if (startsKeyword()) {
        keyword(names, values);
      } else if (names.isEmpty()) {
        positional.add(expressions.expression());
      } else {
        throw tokens.fail("found an argument without a name after one with a name");
      }
      if (!tokens.skipOperator(",")) {
        break;
      }
    }
    tokens.expectOperator(")");
    return new ArgumentList(positional, names, values, rest, keywordRest);
  }

  private boolean startsKeyword() {
    return tokens.isOperator("**") || (tokens.is(Kind.NAME) && tokens.look().isOperator("="));
  }

  private void keyword(List<String> names, List<Expression> values) {
    String name = tokens.next().text();
    if (names.contains(name)) {
      throw tokens.fail("found argument '" + name + "' twice, wanted it once");
    }
    tokens.expectOperator("=");
    names.add(name);
    values.add(expressions.expression());
  }
}
