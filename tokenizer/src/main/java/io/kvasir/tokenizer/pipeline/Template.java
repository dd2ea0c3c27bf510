package io.kvasir.tokenizer.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands around the ids of a text.
 *
 * @param before special tokens before the text
 * @param after special tokens behind it
 */
public record Template(List<Integer> before, List<Integer> after) {
  /** Adds nothing. */
  public static final Template NONE = new Template(List.of(), List.of());

  /** Copies the lists. */
  public Template {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Puts another template around this one.
   *
   * @param outer the other
   * @return both
   */
  public Template within(Template outer) {
    List<Integer> left = new ArrayList<>(outer.before);
    left.addAll(before);
    List<Integer> right = new ArrayList<>(after);
    right.addAll(outer.after);
    return new Template(left, right);
  }
}
