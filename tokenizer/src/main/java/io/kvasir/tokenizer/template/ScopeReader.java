package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Expression.ArgumentList;
import io.kvasir.tokenizer.template.Expression.Operand;
import io.kvasir.tokenizer.template.Scopes.Names;
import io.kvasir.tokenizer.template.Statement.Branch;
import io.kvasir.tokenizer.template.Statement.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the statements of one block, but not into blocks inside of it, in the order in which
 * Jinja2 does.
 */
final class ScopeReader {
  /** The height of the tree: bounded here, so that whoever goes over it later may recur. */
  private static final int HIGHEST = 300;

  private final String template;
  private int height;

  ScopeReader(String template) {
    this.template = template;
  }

  void statements(List<Statement> statements, Names names) {
    for (Statement statement : statements) {
      enter(statement.line());
      statement(statement, names);
      height--;
    }
  }

  private void enter(int line) {
    if (++height > HIGHEST) {
      throw TemplateException.at(
          template, line, "found more than " + HIGHEST + " levels of nesting, wanted less");
    }
  }

  private void statement(Statement statement, Names names) {
    switch (statement) {
      case Statement.Print print -> read(print.value(), names);
      case Statement.If i -> conditional(i, names);
      case Statement.For loop -> read(loop.items(), names);
      case Statement.Set set -> {
        read(set.value(), names);
        give(set.target(), names);
      }
      case Statement.SetBlock set -> give(set.target(), names);
      case Statement.FilterBlock filter -> read(filter.value(), names);
      case Statement.With with -> read(with.values(), names);
      case Statement.Define define -> names.give(define.macro().name());
      case Statement.CallBlock call -> read(call.call(), names);
      case Statement.Data data -> {}
      case Statement.Generation generation -> {}
      case Statement.Break b -> {}
      case Statement.Continue c -> {}
    }
  }

  private void conditional(Statement.If statement, Names names) {
    read(statement.branches().getFirst().test(), names);
    Names then = names.copy();
    statements(statement.branches().getFirst().body(), then);
    Names others = names.copy();
    for (Branch branch : statement.branches().subList(1, statement.branches().size())) {
      read(branch.test(), others);
      Names body = others.copy();
      statements(branch.body(), body);
      others.merge(List.of(body));
    }
    Names otherwise = names.copy();
    statements(statement.otherwise(), otherwise);
    names.merge(List.of(then, others, otherwise));
  }

  private static void give(Target target, Names names) {
    switch (target) {
      case Statement.Variable variable -> names.give(variable.name());
      case Statement.Member member -> names.read(member.namespace());
      case Statement.Unpack unpack -> unpack.targets().forEach(part -> give(part, names));
    }
  }

  private void read(List<Expression> expressions, Names names) {
    expressions.forEach(expression -> read(expression, names));
  }

  void read(@Nullable Expression expression, Names names) {
    if (expression == null) {
      return;
    }
    enter(expression.line());
    switch (expression) {
      case Expression.Name name -> names.read(name.name());
      case Expression.ListLiteral list -> read(list.items(), names);
      case Expression.DictLiteral dict -> {
        read(dict.keys(), names);
        read(dict.values(), names);
      }
      case Expression.Attribute attribute -> read(attribute.owner(), names);
      case Expression.Item item -> {
        read(item.owner(), names);
        read(item.key(), names);
      }
      case Expression.Part part -> {
        read(part.owner(), names);
        read(part.start(), names);
        read(part.stop(), names);
        read(part.step(), names);
      }
      case Expression.Call call -> with(call.callee(), call.arguments(), names);
      case Expression.Filtered filtered -> with(filtered.value(), filtered.arguments(), names);
      case Expression.Tested tested -> with(tested.value(), tested.arguments(), names);
      case Expression.Not not -> read(not.value(), names);
      case Expression.Signed signed -> read(signed.value(), names);
      case Expression.Arithmetic arithmetic ->
          operands(arithmetic.first(), arithmetic.rest(), names);
      case Expression.Comparison comparison ->
          operands(comparison.first(), comparison.rest(), names);
      case Expression.Logical logical -> read(logical.values(), names);
      case Expression.Concatenation concatenation -> read(concatenation.parts(), names);
      case Expression.Conditional conditional -> {
        read(conditional.test(), names);
        read(conditional.then(), names);
        read(conditional.otherwise(), names);
      }
      case Expression.Constant constant -> {}
      case Expression.Captured captured -> {}
    }
    height--;
  }

  private void with(Expression value, ArgumentList arguments, Names names) {
    read(value, names);
    read(arguments.positional(), names);
    read(arguments.values(), names);
    read(arguments.rest(), names);
    read(arguments.keywordRest(), names);
  }

  private void operands(Expression first, List<Operand> rest, Names names) {
    read(first, names);
    List<Expression> values = new ArrayList<>();
    rest.forEach(operand -> values.add(operand.value()));
    read(values, names);
  }
}
