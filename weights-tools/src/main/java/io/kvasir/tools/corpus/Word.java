package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a text.
 *
 * @param text as it is written, without "'s"
 * @param gap what stands between it and the word before
 * @param sentence number of the sentence, from 0
 * @param start whether it begins a sentence or a quotation
 * @param from where it begins in the text
 * @param to where it ends, "'s" not included
 */
record Word(String text, String gap, int sentence, boolean start, int from, int to) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?:'(?!s\\b)[a-z]+)?");
  private static final Pattern END = Pattern.compile("[.!?]");

  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    int sentence = 0;
    while (matcher.find()) {
      String gap = text.substring(end, matcher.start());
      if (gap.equals("'") && matcher.group().equals("s")) {
        continue; // Mia's
      }
      boolean capital = Character.isUpperCase(matcher.group().charAt(0));
      boolean ends = END.matcher(gap).find() && (capital || gap.indexOf('\n') >= 0);
      sentence += ends && !words.isEmpty() ? 1 : 0;
      boolean start = words.isEmpty() || ends || gap.endsWith("\"");
      words.add(new Word(matcher.group(), gap, sentence, start, matcher.start(), matcher.end()));
      end = matcher.end();
    }
    return words;
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean capital() {
    return Character.isUpperCase(text.charAt(0));
  }

  /** Whether nothing but spaces stands before it. */
  boolean joined() {
    return gap.isBlank() && gap.indexOf('\n') < 0;
  }
}
