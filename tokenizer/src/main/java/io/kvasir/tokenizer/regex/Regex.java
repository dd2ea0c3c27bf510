package io.kvasir.tokenizer.regex;

import java.util.ArrayList;
import java.util.List;

/** A regular expression. Immutable and shared by threads; each search has a {@link Matcher}. */
public final class Regex {
  private final Program program;

  private Regex(Program program) {
    this.program = program;
  }

  /**
   * Reads a pattern.
   *
   * @param pattern in Oniguruma's Ruby syntax
   * @return the regular expression
   * @throws RegexSyntaxException if it is malformed or not supported
   */
  public static Regex compile(String pattern) {
    return new Regex(RegexCompiler.compile(pattern, RegexParser.parse(pattern)));
  }

  /**
   * Finds a text as it stands.
   *
   * @param text what is to be found
   * @return the regular expression
   */
  public static Regex literal(String text) {
    List<Node> parts = new ArrayList<>();
    text.codePoints().forEach(c -> parts.add(new Node.One(new CharSet.Range(c, c))));
    return new Regex(RegexCompiler.compile(text, new Node.Sequence(parts)));
  }

  /**
   * Begins to search.
   *
   * @return a matcher without a text
   */
  public Matcher matcher() {
    return new Matcher(program);
  }
}
