package io.kvasir.tools.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mechanics of written English: spaces, and "an" before a vowel. */
final class Prose {
  private static final Pattern SPACES = Pattern.compile(" *(\\n) *| {2,}");
  private static final Pattern BEFORE_STOP = Pattern.compile(" +(?=[,!?;]|\\.(?!\\.))");
  private static final Pattern ARTICLE = Pattern.compile("\\b([Aa]) (?=([A-Za-z]+))");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?:'[a-z]+)?");
  private static final Set<String> LIKE_CONSONANTS = Set.of("one", "useful", "used", "unicorn");

  private static final Set<String> LIKE_VOWELS = Set.of("hour", "honest");

  private Prose() {}

  /** Makes text of what the templates told. */
  static String finish(String told) {
    String text = SPACES.matcher(told.strip()).replaceAll(m -> m.group(1) == null ? " " : "\n");
    text = BEFORE_STOP.matcher(text).replaceAll("");
    return ARTICLE
        .matcher(text)
        .replaceAll(m -> wantsAn(m.group(2)) ? m.group(1) + "n " : m.group(1) + " ");
  }

  /** Whether the article before this word is "an". */
  static boolean wantsAn(String word) {
    return LIKE_VOWELS.contains(word)
        || ("aeiouAEIOU".indexOf(word.charAt(0)) >= 0 && !LIKE_CONSONANTS.contains(word));
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** The words of a text, in lower case unless they keep a capital inside of a sentence. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
