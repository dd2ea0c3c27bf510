package io.kvasir.tools.corpus;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where clauses end. The grammar names nobody twice in one. */
public final class Clause {
  private static final Pattern STOP = Pattern.compile("[^A-Za-z' ]");
  private static final Set<String> JOINS =
      Set.of(
          "because", "but", "while", "when", "who", "that", "if", "until", "before", "after", "as",
          "so");

  private Clause() {}

  /**
   * Whether a clause ends here.
   *
   * @param text a word, or what stands between two
   * @return true for a stop, a quotation mark, a line's end, and a word that joins clauses but
   *     "and"
   */
  public static boolean endsAt(String text) {
    return STOP.matcher(text).find() || JOINS.contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
