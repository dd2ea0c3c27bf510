package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of alternatives: words, {slots}, &lt;calls&gt;, [choices] and // for a new line.
 */
final class TemplateReader {
  private static final Pattern WEIGHT = Pattern.compile("(\\d+)x(?: |(?=[|\\]])|$)");
  private static final Pattern GUARDS = Pattern.compile("\\(([^)]*)\\) ?");
  private static final Pattern STATEMENT = Pattern.compile("(let|set|scene)\\b([^;|\\]]*); ?");
  private static final Pattern GUARD =
      Pattern.compile("(not )?(\\w+)(?: is (\\w+)| like (\\w+)| may ([\\w-]+) (\\w+))?");

  private final String where;
  private final String text;
  private final IntSupplier ids;
  private int at;

  TemplateReader(String where, String text, IntSupplier ids) {
    this.where = where;
    this.text = text;
    this.ids = ids;
  }

  /** One alternative, which is the whole text. */
  Alternative alternative() {
    Alternative alternative = option();
    expectEnd();
    return alternative;
  }

  /** Alternatives with bars between them, which are the whole text. */
  Node.Choice choice() {
    Node.Choice choice = options();
    expectEnd();
    return choice;
  }

  private void expectEnd() {
    if (at < text.length()) {
      throw error("found '" + text.charAt(at) + "', wanted the end");
    }
  }

  private Node.Choice options() {
    List<Alternative> alternatives = new ArrayList<>();
    alternatives.add(option());
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      alternatives.add(option());
    }
    return new Node.Choice(List.copyOf(alternatives), where);
  }

  private Alternative option() {
    int id = ids.getAsInt();
    int weight = 1;
    Matcher matcher = match(WEIGHT);
    if (matcher.lookingAt()) {
      weight = Integer.parseInt(matcher.group(1));
      at = matcher.end();
    }
    List<Guard> guards = new ArrayList<>();
    matcher = match(GUARDS);
    if (matcher.lookingAt()) {
      for (String guard : matcher.group(1).split(",", -1)) {
        guards.add(guard(guard.trim()));
      }
      at = matcher.end();
    }
    List<Statement> statements = new ArrayList<>();
    for (matcher = match(STATEMENT); matcher.lookingAt(); matcher = match(STATEMENT)) {
      statements.add(statement(matcher.group(1), matcher.group(2).trim()));
      at = matcher.end();
    }
    return new Alternative(
        id, where, weight, List.copyOf(guards), List.copyOf(statements), sequence());
  }

  private Matcher match(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private Guard guard(String guard) {
    Matcher matcher = GUARD.matcher(guard);
    if (!matcher.matches()) {
      throw error("cannot read the guard '" + guard + "'");
    }
    String role = matcher.group(2);
    boolean negated = matcher.group(1) != null;
    if (matcher.group(3) != null) {
      return new Guard.Tag(role, matcher.group(3), negated);
    } else if (matcher.group(4) != null) {
      return new Guard.Like(role, matcher.group(4), negated);
    } else if (matcher.group(5) != null) {
      return new Guard.May(role, matcher.group(5), matcher.group(6), negated);
    }
    return new Guard.Known(role, negated);
  }

  private Statement statement(String verb, String rest) {
    if (verb.equals("scene")) {
      List<String> words = rest.isEmpty() ? List.of() : List.of(rest.split("\\s+", -1));
      return switch (words.size()) {
        case 0 -> new Statement.DrawScene();
        case 2 -> new Statement.DrawPeopleScene(words.get(0), words.get(1));
        default -> throw error("scene wants no roles or two");
      };
    }
    int colon = rest.indexOf(':');
    if (colon < 0 && verb.equals("set")) {
      return new Statement.Flag(rest);
    }
    if (colon < 0) {
      throw error("let wants 'let role: type tags;'");
    }
    Scene.Casting casting = casting(where, rest.substring(colon + 1).trim());
    return new Statement.Cast(
        rest.substring(0, colon), casting.type(), casting.filter(), verb.equals("set"));
  }

  /** Reads {@code object toy light}. */
  static Scene.Casting casting(String where, String text) {
    int space = (text + " ").indexOf(' ');
    String word = text.substring(0, space);
    EntityType type =
        word.equals("character")
            ? EntityType.CHARACTER
            : Arrays.stream(EntityType.values())
                .filter(t -> t != EntityType.CHARACTER && t.keyword().equals(word))
                .findFirst()
                .orElseThrow(
                    () -> new GrammarException(where, "unknown type '" + word + "' to draw"));
    return new Scene.Casting(type, TagFilter.parse(text.substring(space)));
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ']') {
      parts.add(part());
    }
    return parts.size() == 1 ? parts.get(0) : new Node.Sequence(List.copyOf(parts));
  }

  private Node part() {
    return switch (text.charAt(at)) {
      case '[' -> nested();
      case '{' -> slot(until('}'));
      case '<' -> call(List.of(until('>').trim().split("\\s+", -1)));
      default -> words();
    };
  }

  private Node nested() {
    at++;
    Node.Choice choice = options();
    if (at == text.length() || text.charAt(at) != ']') {
      throw error("a choice is not closed by ']'");
    }
    at++;
    return choice;
  }

  private Node call(List<String> words) {
    return new Node.Call(words.get(0), words.subList(1, words.size()), where);
  }

  private Node slot(String content) {
    int dot = content.indexOf('.');
    String role = dot < 0 ? content : content.substring(0, dot);
    String attribute = dot < 0 ? "" : content.substring(dot + 1);
    if (role.isEmpty()) {
      throw error("a slot without a role");
    }
    String lower = role.substring(0, 1).toLowerCase(Locale.ROOT) + role.substring(1);
    return new Node.Slot(lower, attribute, !lower.equals(role), where);
  }

  private String until(char end) {
    int close = text.indexOf(end, at);
    if (close < 0) {
      throw error("'" + text.charAt(at) + "' is not closed by '" + end + "'");
    }
    String content = text.substring(at + 1, close);
    at = close + 1;
    return content;
  }

  private Node words() {
    int from = at;
    while (at < text.length() && "[]{}<>|".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == from) {
      throw error("found '" + text.charAt(at) + "', wanted words");
    }
    return new Node.Text(text.substring(from, at).replace("//", "\n"));
  }

  private GrammarException error(String what) {
    return new GrammarException(where, what);
  }
}
