package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Expression.ArgumentList;
import io.kvasir.tokenizer.template.Expression.Operand;
import io.kvasir.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Jinja's expressions, by recursive descent: one method for each rank of operators. */
final class ExpressionParser {
  private static final Map<String, Operator> SUMS =
      Map.of("+", Operator.ADD, "-", Operator.SUBTRACT);
  private static final Map<String, Operator> PRODUCTS =
      Map.of(
          "*",
          Operator.MULTIPLY,
          "/",
          Operator.DIVIDE,
          "//",
          Operator.FLOOR_DIVIDE,
          "%",
          Operator.REMAINDER);
  private static final Map<String, Operator> POWERS = Map.of("**", Operator.POWER);
  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "==",
          Operator.EQUAL,
          "!=",
          Operator.NOT_EQUAL,
          "<",
          Operator.LESS,
          "<=",
          Operator.LESS_OR_EQUAL,
          ">",
          Operator.GREATER,
          ">=",
          Operator.GREATER_OR_EQUAL);

  private final Tokens tokens;
  private final PrimaryParser primaries;

  ExpressionParser(Tokens tokens, NameUses uses) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, uses, this);
  }

  Expression expression() {
    tokens.enter();
    int line = tokens.line();
    Expression value = or();
    while (tokens.skipName("if")) {
      Expression test = or();
      Expression otherwise = tokens.skipName("else") ? expression() : null;
      value = new Expression.Conditional(line, test, value, otherwise);
    }
    tokens.leave();
    return value;
  }

  /** Where {@code if} belongs to the tag, not to the expression. */
  Expression tupleWithoutCondition(String... ends) {
    return tuple(this::or, false, ends);
  }

  /** One expression, or several with commas between them: a tuple. */
  Expression tuple() {
    return tuple(this::expression, false);
  }

  Expression tuple(Supplier<Expression> item, boolean maybeEmpty, String... ends) {
    int line = tokens.line();
    List<Expression> items = new ArrayList<>();
    boolean commas = false;
    while (!atTupleEnd(ends)) {
      items.add(item.get());
      if (!tokens.isOperator(",")) {
        break;
      }
      commas = true;
      tokens.next();
    }
    if (!commas && items.size() == 1) {
      return items.getFirst();
    }
    if (items.isEmpty() && !maybeEmpty) {
      throw tokens.fail("found " + tokens.current().describe() + ", wanted an expression");
    }
    return new Expression.ListLiteral(line, true, items);
  }

  private boolean atTupleEnd(String... ends) {
    for (String end : ends) {
      if (tokens.isName(end)) {
        return true;
      }
    }
    return tokens.is(Kind.PRINT_END) || tokens.is(Kind.TAG_END) || tokens.isOperator(")");
  }

  Expression or() {
    return logical("or", () -> logical("and", this::not));
  }

  private Expression logical(String word, Supplier<Expression> part) {
    int line = tokens.line();
    List<Expression> values = new ArrayList<>(List.of(part.get()));
    while (tokens.skipName(word)) {
      values.add(part.get());
    }
    return values.size() == 1
        ? values.getFirst()
        : new Expression.Logical(line, word.equals("and"), values);
  }

  private Expression not() {
    if (!tokens.isName("not")) {
      return comparison();
    }
    tokens.enter();
    int line = tokens.next().line();
    Expression value = new Expression.Not(line, not());
    tokens.leave();
    return value;
  }

  private Expression comparison() {
    int line = tokens.line();
    Expression first = sum();
    List<Operand> rest = new ArrayList<>();
    for (Operator operator = comparator(); operator != null; operator = comparator()) {
      rest.add(new Operand(tokens.line(), operator, sum()));
    }
    return rest.isEmpty() ? first : new Expression.Comparison(line, first, rest);
  }

  private @Nullable Operator comparator() {
    if (tokens.skipName("in")) {
      return Operator.IN;
    }
    if (tokens.isName("not") && tokens.look().isName("in")) {
      tokens.next();
      tokens.next();
      return Operator.NOT_IN;
    }
    return operator(COMPARISONS);
  }

  private @Nullable Operator operator(Map<String, Operator> operators) {
    Operator operator = tokens.is(Kind.OPERATOR) ? operators.get(tokens.current().text()) : null;
    if (operator != null) {
      tokens.next();
    }
    return operator;
  }

  private Expression sum() {
    return arithmetic(SUMS, this::concatenation);
  }

  private Expression concatenation() {
    int line = tokens.line();
    List<Expression> parts = new ArrayList<>(List.of(product()));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.getFirst() : new Expression.Concatenation(line, parts);
  }

  private Expression product() {
    return arithmetic(PRODUCTS, () -> arithmetic(POWERS, () -> unary(true)));
  }

  private Expression arithmetic(Map<String, Operator> operators, Supplier<Expression> part) {
    int line = tokens.line();
    Expression first = part.get();
    List<Operand> rest = new ArrayList<>();
    for (Operator operator = operator(operators);
        operator != null;
        operator = operator(operators)) {
      rest.add(new Operand(tokens.line(), operator, part.get()));
    }
    return rest.isEmpty() ? first : new Expression.Arithmetic(line, first, rest);
  }

  /** A sign binds closer than a filter, which binds closer than any operator. */
  private Expression unary(boolean withFilters) {
    tokens.enter();
    int line = tokens.line();
    Expression value;
    if (tokens.isOperator("-") || tokens.isOperator("+")) {
      boolean negative = tokens.next().text().equals("-");
      value = new Expression.Signed(line, negative, unary(false));
    } else {
      value = primaries.primary();
    }
    value = primaries.postfix(value);
    if (withFilters) {
      value = filters(value);
    }
    tokens.leave();
    return value;
  }

  private Expression filters(Expression value) {
    Expression result = value;
    while (true) {
      if (tokens.isOperator("|")) {
        result = filter(result);
      } else if (tokens.isName("is")) {
        result = test(result);
      } else if (tokens.isOperator("(")) {
        result = primaries.call(result);
      } else {
        return result;
      }
    }
  }

  /** All filters that follow. */
  Expression filter(Expression value) {
    Expression result = value;
    while (tokens.skipOperator("|")) {
      result = filterName(result);
    }
    return result;
  }

  /** One filter, after the sign for it. */
  Expression filterName(Expression value) {
    int line = tokens.line();
    String name = dottedName();
    if (!Filters.has(name)) {
      throw tokens.fail(line, Filters.missing(name));
    }
    ArgumentList arguments = tokens.isOperator("(") ? primaries.arguments() : ArgumentList.NONE;
    return new Expression.Filtered(line, value, name, arguments);
  }

  private String dottedName() {
    StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME).text());
    while (tokens.skipOperator(".")) {
      name.append('.').append(tokens.expect(Kind.NAME).text());
    }
    return name.toString();
  }

  private Expression test(Expression value) {
    int line = tokens.next().line();
    boolean negated = tokens.skipName("not");
    String name = dottedName();
    if (!Tests.has(name)) {
      throw tokens.fail(line, "test '" + name + "' does not exist");
    }
    Expression test = new Expression.Tested(line, value, name, testArguments());
    return negated ? new Expression.Not(line, test) : test;
  }

  /** In parentheses, or one value without them, as in {@code x is divisibleby 3}. */
  private ArgumentList testArguments() {
    if (tokens.isOperator("(")) {
      return primaries.arguments();
    }
    boolean word = tokens.isName("else") || tokens.isName("or") || tokens.isName("and");
    boolean value = tokens.is(Kind.NAME) || tokens.is(Kind.TEXT) || tokens.is(Kind.NUMBER);
    if (word || !(value || tokens.isOperator("[") || tokens.isOperator("{"))) {
      return ArgumentList.NONE;
    }
    if (tokens.isName("is")) {
      throw tokens.fail("found 'is' after a test, wanted one test");
    }
    Expression argument = primaries.postfix(primaries.primary());
    return new ArgumentList(List.of(argument), List.of(), List.of(), null, null);
  }
}
