package io.kvasir.tokenizer.regex;

import io.kvasir.tokenizer.regex.CharSet.Definition;
import io.kvasir.tokenizer.regex.CharSet.Not;
import io.kvasir.tokenizer.regex.CharSet.Range;
import io.kvasir.tokenizer.regex.Node.Greed;
import io.kvasir.tokenizer.regex.Node.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pattern text to {@link Node}, by Oniguruma's Ruby syntax. */
final class RegexParser {
  private static final int MAX_DEPTH = 100;
  private static final Definition LINE_FEED = new Range('\n', '\n');

  private final PatternText text;
  private boolean ignoreCase;
  private boolean dotTakesLineFeed;
  private boolean extended;
  private int depth;

  private RegexParser(String pattern) {
    this.text = new PatternText(pattern);
  }

  static Node parse(String pattern) {
    RegexParser parser = new RegexParser(pattern);
    Node node = parser.choice();
    if (!parser.text.atEnd()) {
      throw parser.text.error("')' without '('");
    }
    return node;
  }

  /** Branches up to ')' or the end. */
  private Node choice() {
    if (++depth > MAX_DEPTH) {
      throw text.error("groups are nested too deeply");
    }
    List<Node> branches = new ArrayList<>();
    do {
      branches.add(sequence());
    } while (text.skip("|"));
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new Node.Choice(branches);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (!text.atEnd() && !text.looksAt("|") && !text.looksAt(")")) {
      if (extended && skipComment()) {
        continue;
      }
      Node part = part();
      if (part != null) {
        parts.add(quantified(part));
      }
    }
    return switch (parts.size()) {
      case 0 -> new Node.Empty();
      case 1 -> parts.getFirst();
      default -> new Node.Sequence(parts);
    };
  }

  private boolean skipComment() {
    int start = text.position();
    while (!text.atEnd() && Character.isWhitespace(text.peek())) {
      text.next();
    }
    if (text.looksAt("#")) {
      while (!text.atEnd() && text.next() != '\n') {}
    }
    return text.position() > start;
  }

  /** One part without its quantifier; null for an option or comment that stands for nothing. */
  private @Nullable Node part() {
    int codePoint = text.next();
    return switch (codePoint) {
      case '(' -> group();
      case '[' -> new Node.One(new ClassParser(text, ignoreCase).bracket());
      case '.' ->
          new Node.One(
              dotTakesLineFeed ? new Range(0, Character.MAX_CODE_POINT) : new Not(LINE_FEED));
      case '^' -> new Node.At(Place.LINE_START);
      case '$' -> new Node.At(Place.LINE_END);
      case '*', '+', '?' -> throw text.error("there is nothing to repeat");
      case '\\' -> escape();
      default -> new Node.One(new ClassParser(text, ignoreCase).literal(codePoint));
    };
  }

  private Node escape() {
    Place place =
        switch (text.peek()) {
          case 'A' -> Place.TEXT_START;
          case 'z' -> Place.TEXT_END;
          case 'Z' -> Place.LAST_LINE_END;
          case 'b' -> Place.WORD_BORDER;
          case 'B' -> Place.NO_WORD_BORDER;
          default -> null;
        };
    if (place != null) {
      text.next();
      return new Node.At(place);
    }
    if (text.peek() >= '1' && text.peek() <= '9') {
      throw text.error("back references are not supported");
    }
    ClassParser parser = new ClassParser(text, ignoreCase);
    Definition set = parser.escape();
    return new Node.One(
        set instanceof Range(int from, int to) && from == to ? parser.literal(from) : set);
  }

  /** What follows '('. */
  private @Nullable Node group() {
    if (!text.skip("?")) {
      return closed(choiceInGroup());
    }
    if (text.skip("#")) {
      text.until(')');
      return null;
    }
    if (text.skip(":")) {
      return closed(choiceInGroup());
    }
    if (text.skip(">")) {
      return new Node.Atomic(closed(choiceInGroup()));
    }
    if (text.skip("=")) {
      return new Node.Look(closed(choiceInGroup()), false, false);
    }
    if (text.skip("!")) {
      return new Node.Look(closed(choiceInGroup()), false, true);
    }
    if (text.skip("<=")) {
      return new Node.Look(closed(choiceInGroup()), true, false);
    }
    if (text.skip("<!")) {
      return new Node.Look(closed(choiceInGroup()), true, true);
    }
    if (text.skip("<")) {
      text.until('>');
      return closed(choiceInGroup());
    }
    return options();
  }

  /** Options that are set inside a group end with it. */
  private Node choiceInGroup() {
    boolean outerIgnoreCase = ignoreCase;
    boolean outerDot = dotTakesLineFeed;
    boolean outerExtended = extended;
    Node body = choice();
    ignoreCase = outerIgnoreCase;
    dotTakesLineFeed = outerDot;
    extended = outerExtended;
    return body;
  }

  private Node closed(Node body) {
    if (!text.skip(")")) {
      throw text.error("')' is missing");
    }
    return body;
  }

  /** (?i), (?i-m:...) and the like. */
  private @Nullable Node options() {
    boolean outerIgnoreCase = ignoreCase;
    boolean outerDot = dotTakesLineFeed;
    boolean outerExtended = extended;
    boolean on = true;
    while (true) {
      switch (text.next()) {
        case 'i' -> ignoreCase = on;
        case 'm' -> dotTakesLineFeed = on;
        case 'x' -> extended = on;
        case '-' -> on = false;
        case ')' -> {
          // As in Ruby, the rest of the enclosing group is under the options, branches included.
          return choiceUnderOptions();
        }
        case ':' -> {
          Node body = closed(choice());
          ignoreCase = outerIgnoreCase;
          dotTakesLineFeed = outerDot;
          extended = outerExtended;
          return body;
        }
        default -> throw text.error("this kind of group is not supported");
      }
    }
  }

  private @Nullable Node choiceUnderOptions() {
    Node rest = choice();
    return rest instanceof Node.Empty ? null : rest;
  }

  private Node quantified(Node part) {
    Node node = part;
    Limits limits = limits();
    while (limits != null) {
      node = new Node.Repeat(node, limits.least, limits.most, greed(limits));
      limits = limits();
    }
    return node;
  }

  /** How often; written as one of *, +, ? or in braces. */
  private record Limits(int least, int most, boolean braces) {}

  /** The limits that come next, or null (and nothing read) if none do. */
  private @Nullable Limits limits() {
    if (text.skip("*")) {
      return new Limits(0, -1, false);
    }
    if (text.skip("+")) {
      return new Limits(1, -1, false);
    }
    if (text.skip("?")) {
      return new Limits(0, 1, false);
    }
    int back = text.position();
    if (text.skip("{")) {
      int least = text.number();
      int most = text.skip(",") ? text.number() : least;
      if (text.skip("}") && (least >= 0 || most >= 0)) {
        if (most >= 0 && most < least) {
          throw text.error("the repetition's limits are reversed");
        }
        return new Limits(Math.max(least, 0), most, true);
      }
    }
    text.back(back); // a brace that begins no repetition is a literal
    return null;
  }

  /** In Ruby {n,m}+ is a repetition of a repetition, and {n}? an optional one. */
  private Greed greed(Limits limits) {
    boolean fixed = limits.braces && limits.least == limits.most;
    if (!fixed && text.skip("?")) {
      return Greed.LAZY;
    }
    return !limits.braces && text.skip("+") ? Greed.POSSESSIVE : Greed.GREEDY;
  }
}
