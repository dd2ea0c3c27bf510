package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Scopes.Scope;
import io.kvasir.tokenizer.template.Statement.Branch;
import io.kvasir.tokenizer.template.Statement.Macro;
import io.kvasir.tokenizer.template.Statement.Target;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executes statements during one rendering. */
final class Interpreter {
  /** How a list of statements ended. */
  enum End {
    NORMAL,
    BREAK,
    CONTINUE
  }

  private final List<Scope> scopes;
  private final Evaluator evaluator;
  private Output out;

  Interpreter(List<Scope> scopes, Evaluator evaluator) {
    this.scopes = scopes;
    this.evaluator = evaluator;
    this.out = new Output(evaluator.budget());
  }

  String run(List<Statement> template, Map<String, Object> given) {
    execute(template, Frame.outermost(scopes.getFirst(), given));
    return out.toString();
  }

  private End execute(List<Statement> statements, Frame frame) {
    for (Statement statement : statements) {
      evaluator.budget().enter();
      evaluator.at(statement.line());
      End end = execute(statement, frame);
      evaluator.budget().leave();
      if (end != End.NORMAL) {
        return end;
      }
    }
    return End.NORMAL;
  }

  private End execute(Statement statement, Frame frame) {
    switch (statement) {
      case Statement.Data data -> out.append(data.text());
      case Statement.Print print -> {
        Object value = evaluator.evaluate(print.value(), frame);
        evaluator.at(print.line());
        out.append(Printer.text(value, evaluator.budget()));
      }
      case Statement.Set set -> set(set, frame);
      case Statement.SetBlock set -> {
        return captured(
            set.scope(),
            set.body(),
            set.value(),
            frame,
            value -> assign(set.target(), value, frame));
      }
      case Statement.FilterBlock f -> {
        return captured(f.scope(), f.body(), f.value(), frame, value -> print("filter", value));
      }
      case Statement.If i -> {
        return conditional(i, frame);
      }
      case Statement.For loop -> loop(loop, frame);
      case Statement.With with -> {
        return with(with, frame);
      }
      case Statement.Generation generation ->
          execute(generation.body(), frame.inside(scopes.get(generation.scope())));
      case Statement.Define define ->
          frame.set(define.macro().name(), macro(define.macro(), frame));
      case Statement.CallBlock block -> call(block, frame);
      case Statement.Break b -> {
        return End.BREAK;
      }
      case Statement.Continue c -> {
        return End.CONTINUE;
      }
    }
    return End.NORMAL;
  }

  private End conditional(Statement.If statement, Frame frame) {
    for (Branch branch : statement.branches()) {
      if (Python.truth(evaluator.evaluate(branch.test(), frame))) {
        return execute(branch.body(), frame);
      }
    }
    return execute(statement.otherwise(), frame);
  }

  private void set(Statement.Set set, Frame frame) {
    for (Target target :
        set.target() instanceof Statement.Unpack unpack
            ? unpack.targets()
            : List.of(set.target())) {
      if (target instanceof Statement.Member member) {
        namespace(member, frame);
      }
    }
    Object value = evaluator.evaluate(set.value(), frame);
    evaluator.at(set.line());
    assign(set.target(), value, frame);
  }

  private static Namespace namespace(Statement.Member member, Frame frame) {
    Object owner = frame.find(member.namespace());
    if (owner instanceof Namespace namespace) {
      return namespace;
    }
    Object found = owner == null ? Undefined.variable(member.namespace()) : owner;
    throw Fault.found(
        "set '" + member.namespace() + "." + member.name() + "'", found, "a namespace");
  }

  private void assign(Target target, Object value, Frame frame) {
    switch (target) {
      case Statement.Variable variable -> frame.set(variable.name(), value);
      case Statement.Member member -> {
        evaluator.budget().items(2);
        namespace(member, frame).attributes().put(member.name(), value);
      }
      case Statement.Unpack unpack -> {
        Iterator<Object> values = Python.iterate(value);
        int wanted = unpack.targets().size();
        for (Target part : unpack.targets()) {
          if (!values.hasNext()) {
            throw Fault.found("unpacking", value, wanted + " items, not fewer");
          }
          assign(part, values.next(), frame);
        }
        if (values.hasNext()) {
          throw Fault.found("unpacking", value, wanted + " items, not more");
        }
      }
    }
  }

  /** What to do with the text of a block, after its filters. */
  private interface Receiver {
    void receive(Object value);
  }

  private End captured(
      int scope, List<Statement> body, Expression value, Frame frame, Receiver receiver) {
    Frame inner = frame.inside(scopes.get(scope));
    Output outer = out;
    out = new Output(evaluator.budget());
    End end = execute(body, inner);
    inner.capture(out.toString());
    out = outer;
    if (end == End.NORMAL) {
      receiver.receive(evaluator.evaluate(value, inner));
    }
    inner.end();
    return end;
  }

  private End with(Statement.With with, Frame frame) {
    Frame inner = frame.inside(scopes.get(with.scope()));
    for (int i = 0; i < with.targets().size(); i++) {
      assign(with.targets().get(i), evaluator.evaluate(with.values().get(i), frame), inner);
    }
    End end = execute(with.body(), inner);
    inner.end();
    return end;
  }

  private void call(Statement.CallBlock block, Frame frame) {
    Map<String, Object> caller = Map.of("caller", macro(block.caller(), frame));
    Object result = evaluator.call(block.call(), caller, frame);
    print("call", result);
  }

  /** What a block prints must be text already. */
  private void print(String tag, Object value) {
    if (!Python.isText(value)) {
      throw Fault.found("tag '" + tag + "'", value, "str");
    }
    out.append(Python.text(value));
  }

  private Callable macro(Macro macro, Frame around) {
    return new MacroValue(macro, arguments -> invoke(macro, arguments, around));
  }

  /** Runs a macro; {@code values} of all its parameters, or null for those that were not given. */
  private String invoke(Macro macro, Map<String, @Nullable Object> values, Frame around) {
    evaluator.budget().enter();
    Frame frame = around.inside(scopes.get(macro.scope()));
    values.forEach(frame::set);
    int first = macro.parameters().size() - macro.defaults().size();
    for (int i = 0; i < macro.parameters().size(); i++) {
      String name = macro.parameters().get(i);
      if (values.get(name) == null) {
        Object value =
            i < first
                ? new Undefined("parameter '" + name + "' was not provided")
                : evaluator.evaluate(macro.defaults().get(i - first), frame);
        frame.set(name, value);
      }
    }
    String text = capture(macro.body(), frame);
    evaluator.budget().leave();
    return text;
  }

  private String capture(List<Statement> body, Frame frame) {
    Output outer = out;
    out = new Output(evaluator.budget());
    execute(body, frame);
    String text = out.toString();
    out = outer;
    return text;
  }

  private void loop(Statement.For statement, Frame frame) {
    Object items = evaluator.evaluate(statement.items(), frame);
    evaluator.at(statement.line());
    if (statement.recursive()) {
      out.append(recur(statement, items, 0, frame));
    } else {
      turns(statement, items, new Loop(evaluator, 0, null), frame);
    }
  }

  private String recur(Statement.For statement, Object items, int depth, Frame frame) {
    evaluator.budget().enter();
    Output outer = out;
    out = new Output(evaluator.budget());
    turns(
        statement,
        items,
        new Loop(evaluator, depth, inner -> recur(statement, inner, depth + 1, frame)),
        frame);
    String text = out.toString();
    out = outer;
    evaluator.budget().leave();
    return text;
  }

  private void turns(Statement.For statement, Object items, Loop loop, Frame around) {
    Object all =
        statement.filter() == null ? items : taking(statement, statement.filter(), items, around);
    loop.over(all);
    Frame frame = around.inside(scopes.get(statement.scope()));
    boolean completed = false;
    End end = End.NORMAL;
    while (end != End.BREAK && loop.advance()) {
      evaluator.budget().step();
      frame.begin();
      frame.set("loop", loop);
      assign(statement.target(), loop.current(), frame);
      end = execute(statement.body(), frame);
      completed |= end == End.NORMAL;
    }
    frame.end();
    if (!completed) {
      Frame otherwise = around.inside(scopes.get(statement.scope() + 1));
      execute(statement.otherwise(), otherwise);
      otherwise.end();
    }
  }

  /** The items for which the loop's {@code if} holds, asked when the loop comes to them. */
  private Lazy taking(Statement.For statement, Expression filter, Object items, Frame around) {
    Scope scope = new Scope(parameters(statement.target()));
    return SelectFilters.filtered(
        evaluator,
        items,
        item -> {
          Frame frame = around.inside(scope);
          assign(statement.target(), item, frame);
          return Python.truth(evaluator.evaluate(filter, frame));
        });
  }

  private static Map<String, Scopes.Origin> parameters(Target target) {
    Map<String, Scopes.Origin> names = new HashMap<>();
    Scopes.variables(List.of(target)).forEach(name -> names.put(name, Scopes.Origin.PARAMETER));
    return names;
  }
}
