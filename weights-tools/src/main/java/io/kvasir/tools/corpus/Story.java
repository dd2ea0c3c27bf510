package io.kvasir.tools.corpus;

/**
 * A story.
 *
 * @param text plain ASCII; paragraphs end with one newline, the last one without
 * @param plan what it is about
 * @param bits information of all draws: minus the binary logarithm of their probability
 */
public record Story(String text, Plan plan, double bits) {}
