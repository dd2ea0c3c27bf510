package io.kvasir.tokenizer.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has a value. Every node carries the line of the template that it stands in. */
sealed interface Expression {
  int line();

  /** A number, a text, true, false or none. */
  record Constant(int line, Object value) implements Expression {}

  record Name(int line, String name) implements Expression {}

  record ListLiteral(int line, boolean tuple, List<Expression> items) implements Expression {}

  record DictLiteral(int line, List<Expression> keys, List<Expression> values)
      implements Expression {}

  /** {@code owner.name}. */
  record Attribute(int line, Expression owner, String name) implements Expression {}

  /** {@code owner[key]}. */
  record Item(int line, Expression owner, Expression key) implements Expression {}

  /** {@code owner[start:stop:step]}. */
  record Part(
      int line,
      Expression owner,
      @Nullable Expression start,
      @Nullable Expression stop,
      @Nullable Expression step)
      implements Expression {}

  record Call(int line, Expression callee, ArgumentList arguments) implements Expression {}

  /** {@code value | name(arguments)}. */
  record Filtered(int line, Expression value, String name, ArgumentList arguments)
      implements Expression {}

  /** {@code value is name(arguments)}. */
  record Tested(int line, Expression value, String name, ArgumentList arguments)
      implements Expression {}

  /** What the surrounding {@code filter} or {@code set} block has printed. */
  record Captured(int line) implements Expression {}

  record Not(int line, Expression value) implements Expression {}

  /** {@code -value} or {@code +value}. */
  record Signed(int line, boolean negative, Expression value) implements Expression {}

  /** Operators of one rank, from left to right. */
  record Arithmetic(int line, Expression first, List<Operand> rest) implements Expression {}

  /** {@code a < b < c}: each neighbour with the next. */
  record Comparison(int line, Expression first, List<Operand> rest) implements Expression {}

  record Operand(int line, Operator operator, Expression value) {}

  /** {@code a and b and c}, or the same with {@code or}. */
  record Logical(int line, boolean and, List<Expression> values) implements Expression {}

  /** {@code a ~ b ~ c}. */
  record Concatenation(int line, List<Expression> parts) implements Expression {}

  /** {@code then if test else otherwise}. */
  record Conditional(int line, Expression test, Expression then, @Nullable Expression otherwise)
      implements Expression {}

  /**
   * The arguments of a call as they are written.
   *
   * @param positional without names
   * @param names of the keyword arguments
   * @param values of the keyword arguments
   * @param rest after {@code *}
   * @param keywordRest after {@code **}
   */
  record ArgumentList(
      List<Expression> positional,
      List<String> names,
      List<Expression> values,
      @Nullable Expression rest,
      @Nullable Expression keywordRest) {
    static final ArgumentList NONE = new ArgumentList(List.of(), List.of(), List.of(), null, null);

    boolean isEmpty() {
      return positional.isEmpty() && names.isEmpty() && rest == null && keywordRest == null;
    }
  }
}
