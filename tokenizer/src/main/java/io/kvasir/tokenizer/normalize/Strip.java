package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.regex.CharSet;

/**
 * Takes white space off the ends.
 *
 * @param left at the beginning
 * @param right at the end
 */
public record Strip(boolean left, boolean right) implements Normalizer {
  private static final CharSet SPACE = CharSet.of("\\s");

  @Override
  public String normalize(String text) {
    int from = 0;
    int to = text.length();
    while (left && from < to && SPACE.contains(text.charAt(from))) {
      from++;
    }
    while (right && to > from && SPACE.contains(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  @Override
  public boolean dropsStart(String text) {
    return left && !text.isEmpty() && SPACE.contains(text.charAt(0));
  }
}
