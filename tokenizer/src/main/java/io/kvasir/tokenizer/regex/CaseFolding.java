package io.kvasir.tokenizer.regex;

/**
 * Simple case folding (Unicode's CaseFolding.txt, status C and S), with a fact that Java's case
 * mappings do not tell: dotted capital I and dotless small i fold to nothing but themselves.
 */
final class CaseFolding {
  private static final int DOTTED_CAPITAL_I = 0x130;
  private static final int DOTLESS_SMALL_I = 0x131;

  private CaseFolding() {}

  /** One form for all code points that differ in case only. */
  static int fold(int codePoint) {
    return codePoint == DOTTED_CAPITAL_I || codePoint == DOTLESS_SMALL_I
        ? codePoint
        : Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  /** Whether a set has the code point or one that differs from it in case only. */
  static boolean anyCase(CharSet.Definition set, int codePoint) {
    int folded = fold(codePoint);
    return set.has(codePoint)
        || set.has(folded)
        || set.has(Character.toUpperCase(folded))
        || set.has(Character.toTitleCase(folded));
  }
}
