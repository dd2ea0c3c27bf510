package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Statement.Macro;
import io.kvasir.tokenizer.template.Statement.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the variables of each block, and with which value they begin. As in Jinja2, which compiles
 * a template before it knows any values, this depends on the order in which names are read and
 * given values in the text of the template: a loop's body may change a variable from outside, but
 * each turn begins with the outer value again.
 */
final class Scopes {
  /** With what a variable begins when its block is entered. */
  enum Origin {
    /** Given by the block itself: a parameter, or what a loop goes through. */
    PARAMETER,
    /** The value that the same name has around the block. */
    OUTER,
    /** What the caller of the template gave under this name. */
    GIVEN,
    /** Nothing. */
    NOTHING
  }

  /** The variables that a block gives values to. */
  record Scope(Map<String, Origin> variables) {}

  private final Scope[] scopes;
  private final ScopeReader reader;

  private Scopes(String name, int count) {
    this.scopes = new Scope[count];
    this.reader = new ScopeReader(name);
  }

  static List<Scope> of(String name, Parser.Tree tree) {
    Scopes scopes = new Scopes(name, tree.scopes());
    scopes.block(0, List.of(), List.of(), tree.statements(), Set.of());
    return List.of(scopes.scopes);
  }

  /**
   * Names that a block reads or gives values to; a later finding changes what an earlier one meant.
   */
  static final class Names {
    final Map<String, Origin> begin = new LinkedHashMap<>();
    final Set<String> given = new HashSet<>();
    final Set<String> outer;

    Names(Set<String> outer) {
      this.outer = outer;
    }

    Names copy() {
      Names copy = new Names(outer);
      copy.begin.putAll(begin);
      copy.given.addAll(given);
      return copy;
    }

    void parameter(String name) {
      given.add(name);
      begin.put(name, Origin.PARAMETER);
    }

    void read(String name) {
      if (!outer.contains(name)) {
        begin.putIfAbsent(name, Origin.GIVEN);
      }
    }

    void give(String name) {
      given.add(name);
      begin.putIfAbsent(name, outer.contains(name) ? Origin.OUTER : Origin.NOTHING);
    }

    /**
     * What only some branches of an {@code if} give a value to keeps the one from before otherwise.
     */
    void merge(List<Names> branches) {
      Set<String> maybeGiven = new HashSet<>();
      branches.forEach(branch -> maybeGiven.addAll(branch.given));
      maybeGiven.removeAll(given);
      for (Names branch : branches) {
        begin.putAll(branch.begin);
        given.addAll(branch.given);
      }
      for (String name : maybeGiven) {
        begin.put(name, outer.contains(name) ? Origin.OUTER : Origin.GIVEN);
      }
    }
  }

  private void block(
      int number,
      List<String> parameters,
      List<Expression> defaults,
      List<Statement> body,
      Set<String> outer) {
    Names names = new Names(outer);
    parameters.forEach(names::parameter);
    defaults.forEach(value -> reader.read(value, names));
    reader.statements(body, names);
    Map<String, Origin> variables = new LinkedHashMap<>(names.begin);
    variables.keySet().retainAll(names.given);
    scopes[number] = new Scope(variables);
    Set<String> inner = new HashSet<>(outer);
    inner.addAll(names.begin.keySet());
    inside(body, inner);
  }

  /** The blocks inside of a block, which all its variables reach into. */
  private void inside(List<Statement> body, Set<String> outer) {
    for (Statement statement : body) {
      switch (statement) {
        case Statement.If i -> {
          i.branches().forEach(branch -> inside(branch.body(), outer));
          inside(i.otherwise(), outer);
        }
        case Statement.For loop -> {
          List<String> parameters = new ArrayList<>(variables(List.of(loop.target())));
          parameters.add("loop");
          block(loop.scope(), parameters, List.of(), loop.body(), outer);
          block(loop.scope() + 1, List.of(), List.of(), loop.otherwise(), outer);
        }
        case Statement.SetBlock set -> block(set.scope(), List.of(), List.of(), set.body(), outer);
        case Statement.FilterBlock f ->
            block(f.scope(), List.of(), List.of(f.value()), f.body(), outer);
        case Statement.With with ->
            block(with.scope(), variables(with.targets()), List.of(), with.body(), outer);
        case Statement.Generation g -> block(g.scope(), List.of(), List.of(), g.body(), outer);
        case Statement.Define define -> macro(define.macro(), outer);
        case Statement.CallBlock call -> macro(call.caller(), outer);
        default -> {}
      }
    }
  }

  private void macro(Macro macro, Set<String> outer) {
    List<String> parameters = new ArrayList<>(macro.parameters());
    if (macro.takesCaller()) {
      parameters.add("caller");
    }
    if (macro.takesKeywords()) {
      parameters.add("kwargs");
    }
    if (macro.takesRest()) {
      parameters.add("varargs");
    }
    block(macro.scope(), parameters, macro.defaults(), macro.body(), outer);
  }

  static List<String> variables(List<Target> targets) {
    List<String> names = new ArrayList<>();
    for (Target target : targets) {
      switch (target) {
        case Statement.Variable variable -> names.add(variable.name());
        case Statement.Unpack unpack -> names.addAll(variables(unpack.targets()));
        case Statement.Member member -> {}
      }
    }
    return names;
  }
}
