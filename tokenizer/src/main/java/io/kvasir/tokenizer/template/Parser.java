package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Statement.Branch;
import io.kvasir.tokenizer.template.Statement.Macro;
import io.kvasir.tokenizer.template.Statement.Target;
import io.kvasir.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tokens to statements. What Jinja has and we have not is refused here, with its line. */
final class Parser {
  private static final Set<String> REFUSED =
      Set.of("autoescape", "block", "extends", "from", "import", "include");

  private final Tokens tokens;
  private final NameUses uses = new NameUses();
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private int scopes = 1;

  /** Loops around this place in the same macro, for break and continue. */
  private int loops;

  /** Loops around this place in the whole template: none may hide its own variable {@code loop}. */
  private int enclosingLoops;

  private Parser(String name, List<Token> list) {
    this.tokens = new Tokens(name, list);
    this.expressions = new ExpressionParser(tokens, uses);
    this.targets = new TargetParser(tokens, uses);
  }

  /**
   * A template as a tree.
   *
   * @param statements its top level, in scope 0
   * @param scopes how many scopes it has
   */
  record Tree(List<Statement> statements, int scopes) {}

  static Tree parse(String name, String source) {
    Parser parser = new Parser(name, Lexer.tokens(name, source));
    List<Statement> statements = parser.statements();
    parser.tokens.expect(Kind.END);
    return new Tree(statements, parser.scopes);
  }

  /** Up to one of the tags {@code ends}, whose name is then the current token. */
  private List<Statement> statements(String... ends) {
    tokens.enter();
    List<Statement> statements = new ArrayList<>();
    while (!tokens.is(Kind.END)) {
      Token token = tokens.next();
      switch (token.kind()) {
        case DATA -> statements.add(new Statement.Data(token.line(), token.text()));
        case PRINT_BEGIN -> {
          statements.add(new Statement.Print(token.line(), expressions.tuple()));
          tokens.expect(Kind.PRINT_END);
        }
        default -> {
          if (Set.of(ends).contains(tokens.current().text()) && tokens.is(Kind.NAME)) {
            tokens.leave();
            return statements;
          }
          statement(statements, ends);
          tokens.expect(Kind.TAG_END);
        }
      }
    }
    if (ends.length > 0) {
      throw tokens.fail(
          "found the end of the template, wanted '" + String.join("' or '", ends) + "'");
    }
    tokens.leave();
    return statements;
  }

  /** The body of a tag whose head has been read, with its end tag. */
  private List<Statement> body(String end) {
    List<Statement> body = bodyUpTo(end);
    tokens.next();
    return body;
  }

  private List<Statement> bodyUpTo(String... ends) {
    tokens.skipOperator(":");
    tokens.expect(Kind.TAG_END);
    return statements(ends);
  }

  private void statement(List<Statement> into, String... ends) {
    Token tag = tokens.expect(Kind.NAME);
    int line = tag.line();
    switch (tag.text()) {
      case "if" -> into.add(conditional(line));
      case "for" -> into.add(loop(line));
      case "set" -> into.add(set(line));
      case "macro" -> into.add(macro(line));
      case "call" -> into.add(callBlock(line));
      case "filter" -> into.add(filterBlock(line));
      case "with" -> into.add(with(line));
      case "generation" -> into.add(generation(line));
      case "print" -> print(into, line);
      case "break" -> into.add(new Statement.Break(insideLoop(tag)));
      case "continue" -> into.add(new Statement.Continue(insideLoop(tag)));
      default -> {
        String wanted = ends.length == 0 ? "another" : "'" + String.join("' or '", ends) + "'";
        throw tokens.fail(
            line,
            REFUSED.contains(tag.text())
                ? "tag '" + tag.text() + "' is not supported"
                : "found tag '" + tag.text() + "', wanted " + wanted);
      }
    }
  }

  private int insideLoop(Token tag) {
    if (loops == 0) {
      throw tokens.fail(
          tag.line(), "found '" + tag.text() + "' outside of a loop, wanted it inside");
    }
    return tag.line();
  }

  private Statement conditional(int line) {
    List<Branch> branches = new ArrayList<>();
    List<Statement> otherwise = List.of();
    boolean more = true;
    while (more) {
      Expression test = expressions.tupleWithoutCondition();
      branches.add(new Branch(test, bodyUpTo("elif", "else", "endif")));
      String end = tokens.next().text();
      more = end.equals("elif");
      if (end.equals("else")) {
        otherwise = body("endif");
      }
    }
    return new Statement.If(line, branches, otherwise);
  }

  private Statement loop(int line) {
    enclosingLoops++;
    Target target = targets.target(false, true);
    tokens.expectName("in");
    Expression items = expressions.tupleWithoutCondition("recursive");
    Expression filter = tokens.skipName("if") ? expressions.expression() : null;
    boolean recursive = tokens.skipName("recursive");
    int scope = scopes;
    scopes += 2;
    loops++;
    List<Statement> body = bodyUpTo("endfor", "else");
    loops--;
    List<Statement> otherwise =
        tokens.next().text().equals("else") ? elseOfLoop(recursive) : List.of();
    enclosingLoops--;
    return new Statement.For(line, scope, target, items, filter, recursive, body, otherwise);
  }

  /**
   * Break and continue in it mean the loop around; a recursive loop is a function of its own, with
   * none around.
   */
  private List<Statement> elseOfLoop(boolean recursive) {
    int around = loops;
    loops = recursive ? 0 : loops;
    List<Statement> body = body("endfor");
    loops = around;
    return body;
  }

  private Statement set(int line) {
    Target target = targets.target(true, enclosingLoops > 0);
    if (tokens.skipOperator("=")) {
      return new Statement.Set(line, target, expressions.tuple());
    }
    Expression value = expressions.filter(new Expression.Captured(line));
    int scope = scopes++;
    return new Statement.SetBlock(line, scope, target, value, body("endset"));
  }

  private Statement filterBlock(int line) {
    Expression value = expressions.filter(expressions.filterName(new Expression.Captured(line)));
    int scope = scopes++;
    return new Statement.FilterBlock(line, scope, value, body("endfilter"));
  }

  private Statement with(int line) {
    List<Target> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.is(Kind.TAG_END)) {
      if (!names.isEmpty()) {
        tokens.expectOperator(",");
      }
      names.add(targets.target(false, false));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    int scope = scopes++;
    return new Statement.With(line, scope, names, values, body("endwith"));
  }

  private Statement generation(int line) {
    int around = loops;
    loops = 0;
    int scope = scopes++;
    Statement generation = new Statement.Generation(line, scope, body("endgeneration"));
    loops = around;
    return generation;
  }

  private void print(List<Statement> into, int line) {
    boolean first = true;
    while (!tokens.is(Kind.TAG_END)) {
      if (!first) {
        tokens.expectOperator(",");
      }
      into.add(new Statement.Print(line, expressions.expression()));
      first = false;
    }
  }

  private Statement macro(int line) {
    String name = targets.name(enclosingLoops > 0);
    return new Statement.Define(line, macro(name, line, "endmacro"));
  }

  private Statement callBlock(int line) {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    if (tokens.isOperator("(")) {
      signature(parameters, defaults);
    }
    if (!(expressions.expression() instanceof Expression.Call call)) {
      throw tokens.fail(line, "found 'call' without a call, wanted one");
    }
    return new Statement.CallBlock(
        line, finish("caller", line, parameters, defaults, "endcall"), call);
  }

  private Macro macro(String name, int line, String end) {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    signature(parameters, defaults);
    return finish(name, line, parameters, defaults, end);
  }

  private void signature(List<String> parameters, List<Expression> defaults) {
    tokens.expectOperator("(");
    while (!tokens.isOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      String parameter = targets.name(false);
      if (parameters.contains(parameter)) {
        throw tokens.fail("found parameter '" + parameter + "' twice, wanted it once");
      }
      parameters.add(parameter);
      if (tokens.skipOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.fail(
            "found parameter '" + parameter + "' without a default after one with a default");
      }
    }
    tokens.next();
  }

  private Macro finish(
      String name, int line, List<String> parameters, List<Expression> defaults, String end) {
    int around = loops;
    loops = 0;
    int scope = scopes++;
    uses.open();
    List<Statement> body = body(end);
    Set<String> used = uses.close();
    loops = around;
    int caller = parameters.indexOf("caller");
    if (used.contains("caller") && caller >= 0 && caller < parameters.size() - defaults.size()) {
      throw tokens.fail(
          line, "found parameter 'caller' without a default, wanted one or no such parameter");
    }
    return new Macro(
        name,
        scope,
        parameters,
        defaults,
        used.contains("caller") && caller < 0,
        used.contains("kwargs") && !parameters.contains("kwargs"),
        used.contains("varargs") && !parameters.contains("varargs"),
        body);
  }
}
