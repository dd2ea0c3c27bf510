package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Expression.ArgumentList;
import io.kvasir.tokenizer.template.Expression.Operand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes expressions during one rendering. */
final class Evaluator {
  private final Budget budget;
  private int line = 1;

  Evaluator(Budget budget) {
    this.budget = budget;
  }

  Budget budget() {
    return budget;
  }

  /** The line of what was computed last: the culprit when something fails. */
  int line() {
    return line;
  }

  void at(int line) {
    this.line = line;
  }

  Object evaluate(Expression expression, Frame frame) {
    budget.enter();
    line = expression.line();
    Object value =
        switch (expression) {
          case Expression.Constant constant -> constant.value();
          case Expression.Name name -> variable(name.name(), frame);
          case Expression.Captured captured -> frame.captured();
          case Expression.ListLiteral list -> list(list, frame);
          case Expression.DictLiteral dict -> dict(dict, frame);
          case Expression.Attribute attribute -> {
            Object owner = evaluate(attribute.owner(), frame);
            line = attribute.line();
            yield Attributes.attribute(owner, attribute.name());
          }
          case Expression.Item item -> {
            Object owner = evaluate(item.owner(), frame);
            Object key = evaluate(item.key(), frame);
            line = item.line();
            yield Attributes.item(owner, key, budget);
          }
          case Expression.Part part -> part(part, frame);
          case Expression.Call call -> call(call, Map.of(), frame);
          case Expression.Filtered filtered -> filter(filtered, frame);
          case Expression.Tested tested -> test(tested, frame);
          case Expression.Not not -> !Python.truth(evaluate(not.value(), frame));
          case Expression.Signed signed -> signed(signed, frame);
          case Expression.Arithmetic arithmetic -> arithmetic(arithmetic, frame);
          case Expression.Comparison comparison -> comparison(comparison, frame);
          case Expression.Logical logical -> logical(logical, frame);
          case Expression.Concatenation concatenation -> concatenation(concatenation, frame);
          case Expression.Conditional conditional -> conditional(conditional, frame);
        };
    budget.leave();
    return value;
  }

  private static Object variable(String name, Frame frame) {
    Object value = frame.find(name);
    return value == null ? Undefined.variable(name) : value;
  }

  private Object list(Expression.ListLiteral list, Frame frame) {
    List<Object> items = all(list.items(), frame);
    return list.tuple() ? Items.list(items).asTuple() : Items.list(items);
  }

  private List<Object> all(List<Expression> expressions, Frame frame) {
    budget.items(expressions.size());
    List<Object> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(evaluate(expression, frame));
    }
    return values;
  }

  private Object dict(Expression.DictLiteral literal, Frame frame) {
    budget.items(2L * literal.keys().size());
    Dict.Builder dict = new Dict.Builder();
    for (int i = 0; i < literal.keys().size(); i++) {
      Object key = evaluate(literal.keys().get(i), frame);
      dict.put(key, evaluate(literal.values().get(i), frame));
    }
    return dict.build();
  }

  private Object part(Expression.Part part, Frame frame) {
    Object owner = evaluate(part.owner(), frame);
    Object start = orNone(part.start(), frame);
    Object stop = orNone(part.stop(), frame);
    Object step = orNone(part.step(), frame);
    line = part.line();
    return Slice.cut(owner, start, stop, step, budget);
  }

  private Object orNone(@Nullable Expression expression, Frame frame) {
    return expression == null ? None.NONE : evaluate(expression, frame);
  }

  /** A call, with more keyword arguments than are written. */
  Object call(Expression.Call call, Map<String, Object> more, Frame frame) {
    Object callee = evaluate(call.callee(), frame);
    Arguments arguments = arguments(call.arguments(), frame).with(more);
    line = call.line();
    return switch (callee) {
      case Callable callable -> callable.call(this, arguments);
      case Undefined undefined -> throw undefined.fault();
      default -> throw Fault.found("call", callee, "a macro, function or method");
    };
  }

  private Object filter(Expression.Filtered filtered, Frame frame) {
    Object value = evaluate(filtered.value(), frame);
    Arguments arguments = arguments(filtered.arguments(), frame);
    line = filtered.line();
    return Filters.apply(filtered.name(), this, value, arguments);
  }

  private Object test(Expression.Tested tested, Frame frame) {
    Object value = evaluate(tested.value(), frame);
    Arguments arguments = arguments(tested.arguments(), frame);
    line = tested.line();
    return Tests.apply(tested.name(), value, arguments, budget);
  }

  private Arguments arguments(ArgumentList list, Frame frame) {
    if (list.isEmpty()) {
      return Arguments.NONE;
    }
    List<Object> positional = all(list.positional(), frame);
    Map<String, Object> keywords = new LinkedHashMap<>();
    for (int i = 0; i < list.names().size(); i++) {
      keywords.put(list.names().get(i), evaluate(list.values().get(i), frame));
    }
    if (list.rest() != null) {
      positional.addAll(Python.list(evaluate(list.rest(), frame), budget));
    }
    if (list.keywordRest() != null) {
      addKeywords(evaluate(list.keywordRest(), frame), keywords);
    }
    return new Arguments(positional, keywords);
  }

  private static void addKeywords(Object value, Map<String, Object> keywords) {
    if (!(value instanceof Dict dict)) {
      throw Fault.found("argument after '**'", value, "dict");
    }
    for (Dict.Entry entry : dict.entries()) {
      if (!(entry.key() instanceof String name) || keywords.containsKey(name)) {
        throw Fault.found("argument after '**', key", entry.key(), "a text, each once");
      }
      keywords.put(name, entry.value());
    }
  }

  private Object signed(Expression.Signed signed, Frame frame) {
    Object value = evaluate(signed.value(), frame);
    line = signed.line();
    if (value instanceof Undefined undefined) {
      throw undefined.fault();
    }
    if (!Numbers.isNumber(value)) {
      throw Fault.found("sign", value, "a number");
    }
    return signed.negative()
        ? Numbers.negate(value)
        : value instanceof Boolean ? Numbers.of(Numbers.big(value)) : value;
  }

  private Object arithmetic(Expression.Arithmetic arithmetic, Frame frame) {
    Object result = evaluate(arithmetic.first(), frame);
    for (Operand operand : arithmetic.rest()) {
      Object other = evaluate(operand.value(), frame);
      line = operand.line();
      result = operand.operator().apply(result, other, budget);
    }
    return result;
  }

  private Object comparison(Expression.Comparison comparison, Frame frame) {
    Object left = evaluate(comparison.first(), frame);
    for (Operand operand : comparison.rest()) {
      Object right = evaluate(operand.value(), frame);
      line = operand.line();
      if (!Python.truth(operand.operator().apply(left, right, budget))) {
        return false;
      }
      left = right;
    }
    return true;
  }

  /** The first value that decides, as it is. */
  private Object logical(Expression.Logical logical, Frame frame) {
    Object value = false;
    for (Expression part : logical.values()) {
      value = evaluate(part, frame);
      if (Python.truth(value) != logical.and()) {
        return value;
      }
    }
    return value;
  }

  private Object concatenation(Expression.Concatenation concatenation, Frame frame) {
    List<String> parts = new ArrayList<>();
    for (Expression part : concatenation.parts()) {
      Object value = evaluate(part, frame);
      line = part.line();
      parts.add(Printer.text(value, budget));
    }
    Output out = new Output(budget);
    parts.forEach(out::append);
    return out.toString();
  }

  private Object conditional(Expression.Conditional conditional, Frame frame) {
    if (Python.truth(evaluate(conditional.test(), frame))) {
      return evaluate(conditional.then(), frame);
    }
    Expression otherwise = conditional.otherwise();
    return otherwise == null
        ? new Undefined("the 'if' without 'else' in an expression gave nothing")
        : evaluate(otherwise, frame);
  }
}
