package io.kvasir.tokenizer.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is executed. A node that has variables of its own carries the number of its {@link
 * Scopes.Scope}.
 */
sealed interface Statement {
  int line();

  /** What stands outside of all tags. */
  record Data(int line, String text) implements Statement {}

  record Print(int line, Expression value) implements Statement {}

  record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

  record Branch(Expression test, List<Statement> body) {}

  /**
   * A loop; {@code otherwise} runs if no turn came to the end of the body.
   *
   * @param scope of the body; the next number is the scope of {@code otherwise}
   * @param filter which items take part, if not all
   */
  record For(
      int line,
      int scope,
      Target target,
      Expression items,
      @Nullable Expression filter,
      boolean recursive,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {}

  record Set(int line, Target target, Expression value) implements Statement {}

  /** {@code set} with a body: {@code value} is what it prints, maybe filtered. */
  record SetBlock(int line, int scope, Target target, Expression value, List<Statement> body)
      implements Statement {}

  record FilterBlock(int line, int scope, Expression value, List<Statement> body)
      implements Statement {}

  record With(
      int line, int scope, List<Target> targets, List<Expression> values, List<Statement> body)
      implements Statement {}

  /**
   * transformers' own tag: where an answer of the model stands; it changes nothing but the scope.
   */
  record Generation(int line, int scope, List<Statement> body) implements Statement {}

  record Define(int line, Macro macro) implements Statement {}

  /** Calls a macro that can call back what stands between the tags. */
  record CallBlock(int line, Macro caller, Expression.Call call) implements Statement {}

  record Break(int line) implements Statement {}

  record Continue(int line) implements Statement {}

  /**
   * The definition of a macro.
   *
   * @param parameters names, in order
   * @param defaults of the last parameters
   * @param takesCaller whether the body uses {@code caller} without having it as a parameter
   * @param takesKeywords the same for {@code kwargs}
   * @param takesRest the same for {@code varargs}
   */
  record Macro(
      String name,
      int scope,
      List<String> parameters,
      List<Expression> defaults,
      boolean takesCaller,
      boolean takesKeywords,
      boolean takesRest,
      List<Statement> body) {}

  /** What a value can be given to. */
  sealed interface Target {}

  record Variable(String name) implements Target {}

  /** An attribute of a namespace. */
  record Member(int line, String namespace, String name) implements Target {}

  record Unpack(int line, List<Target> targets) implements Target {}
}
