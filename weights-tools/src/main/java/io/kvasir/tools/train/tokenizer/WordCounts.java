package io.kvasir.tools.train.tokenizer;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cuts texts into words as GPT-2 does, and counts them: merges never cross a word's border. */
final class WordCounts {
  /** GPT-2's rule; the white space is that of Unicode. */
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+"
              + "|\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})|\\p{IsWhite_Space}+");

  private WordCounts() {}

  /** How often every word occurs, in the order of the words, written in the byte alphabet. */
  static Map<String, Long> of(Stream<String> texts) {
    Map<String, long[]> counts = new HashMap<>();
    texts.forEachOrdered(text -> {
      Matcher matcher = WORD.matcher(text);
      while (matcher.find()) {
        counts.computeIfAbsent(matcher.group(), w -> new long[1])[0]++;
      }
    });
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((word, count) -> sorted.put(ByteAlphabet.write(word), count[0]));
    return sorted;
  }
}
