package io.kvasir.tokenizer.template;

import io.kvasir.tokenizer.template.Statement.Target;
import io.kvasir.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stands on the left side: of {@code =} in {@code set} and {@code with}, of {@code in} in
 * {@code for}.
 */
final class TargetParser {
  private static final Set<String> CONSTANTS =
      Set.of("true", "false", "none", "True", "False", "None");

  private final Tokens tokens;
  private final NameUses uses;

  TargetParser(Tokens tokens, NameUses uses) {
    this.tokens = tokens;
    this.uses = uses;
  }

  /**
   * One target, or several with commas between them.
   *
   * @param members whether attributes of namespaces can be given values here
   * @param inLoop whether the name {@code loop} is taken
   */
  Target target(boolean members, boolean inLoop) {
    int line = tokens.line();
    List<Target> parts = new ArrayList<>();
    boolean commas = false;
    while (!(atEnd() && commas)) {
      parts.add(part(members, inLoop));
      if (!tokens.skipOperator(",")) {
        break;
      }
      commas = true;
    }
    return commas ? new Statement.Unpack(line, parts) : parts.getFirst();
  }

  private boolean atEnd() {
    return tokens.isName("in") || tokens.isOperator(")") || tokens.is(Kind.TAG_END);
  }

  private Target part(boolean members, boolean inLoop) {
    if (tokens.isOperator("(")) {
      tokens.enter();
      tokens.next();
      Target inner = target(false, inLoop);
      tokens.expectOperator(")");
      tokens.leave();
      return inner;
    }
    if (members && tokens.is(Kind.NAME) && tokens.look().isOperator(".")) {
      Token namespace = tokens.next();
      tokens.next();
      return new Statement.Member(
          namespace.line(), namespace.text(), tokens.expect(Kind.NAME).text());
    }
    return new Statement.Variable(name(inLoop));
  }

  String name(boolean inLoop) {
    Token token = tokens.expect(Kind.NAME);
    String name = token.text();
    if (CONSTANTS.contains(name) || name.equals("self") || (inLoop && name.equals("loop"))) {
      throw tokens.fail(
          token.line(), "found '" + name + "' where a value is given to it, wanted another name");
    }
    uses.give(name);
    return name;
  }
}
