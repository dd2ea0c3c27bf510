package io.kvasir.tokenizer.normalize;

import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.regex.Matcher;
import io.kvasir.tokenizer.regex.Regex;

/**
 * Replaces whatever a pattern finds.
 *
 * @param pattern what to look for
 * @param content what stands in its place, as it is
 */
public record Replace(Regex pattern, String content) implements Normalizer {
  @Override
  public String normalize(String text) {
    char[] chars = text.toCharArray();
    Matcher matcher = pattern.matcher();
    matcher.reset(chars, 0, chars.length);
    if (!matcher.find()) {
      return text;
    }
    StringBuilder out = new StringBuilder(chars.length);
    int done = 0;
    do {
      out.append(chars, done, matcher.start() - done).append(content);
      done = matcher.end();
    } while (matcher.find());
    return out.append(chars, done, chars.length - done).toString();
  }

  @Override
  public boolean dropsStart(String text) {
    if (!content.isEmpty()) {
      return false;
    }
    char[] chars = text.toCharArray();
    Matcher matcher = pattern.matcher();
    matcher.reset(chars, 0, chars.length);
    return matcher.find() && matcher.start() == 0 && matcher.end() > 0;
  }
}
