package io.kvasir.tokenizer.template;

/**
 * What one rendering may spend. All of it is counted, nothing is timed: the same template with the
 * same messages always ends in the same way.
 *
 * @param steps evaluated parts of the template, turns of loops, and every eighth character looked
 *     at
 * @param length characters of one text, also of the whole prompt
 * @param memory characters of all texts made on the way together; an element of a list counts as
 *     32, of a dict as 64
 * @param depth nesting of what is being evaluated, macros that call macros included
 */
public record Limits(long steps, int length, long memory, int depth) {
  /**
   * Room for a prompt of a million tokens in less than 256 MB of heap, and about a second for a
   * hostile template.
   */
  public static final Limits DEFAULT = new Limits(20_000_000, 16 << 20, 48L << 20, 400);
}
