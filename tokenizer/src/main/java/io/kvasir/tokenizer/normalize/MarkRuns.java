package io.kvasir.tokenizer.normalize;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts long runs of combining marks into canonical order, by a stable sort. The JDK's normalizer
 * inserts each mark where it belongs, which takes quadratic time for a run that alternates; on a
 * sorted run it is linear. The normal form is the same: canonical ordering is that stable sort (UAX
 * 15), and only marks are touched.
 */
final class MarkRuns {
  /** Runs that real text has stay below. */
  private static final int LONG = 64;

  /** A mark of each combining class, highest first (Unicode Character Database). */
  private static final String CLASSES =
      "\u0345\u0360\u0362\u0315\u0300\u05AE\u302E\u059A\u0316\u302A\u031B\u0321\u0F74"
          + "\u0F72\u0F71\u0EC8\u0EB8\u0E48\u0E38\u0C56\u0C55\u0711\u0670\u0652\u0651\u0650"
          + "\u064F\u064E\u064D\u064C\u064B\u05C2\u05C1\u05BF\u05BD\u05BC\u05BB\u05B9\u05B8"
          + "\u05B7\u05B6\u05B5\u05B4\u05B3\u05B2\u05B1\u05B0\u094D\u3099\u093C\u0334";

  private static final String LOWEST = CLASSES.substring(CLASSES.length() - 1);

  private MarkRuns() {}

  /** The text, with its long runs of marks decomposed and in order. */
  static String sort(String text) {
    StringBuilder out = null;
    int done = 0;
    int start = 0;
    int width;
    for (int at = 0; at <= text.length(); at += width) {
      boolean end = at == text.length();
      width = end || !Character.isHighSurrogate(text.charAt(at)) ? 1 : 2;
      if (end || !isMark(text.codePointAt(at))) {
        if (at - start > LONG) {
          out = out == null ? new StringBuilder(text.length()) : out;
          out.append(text, done, start).append(sorted(text.substring(start, at)));
          done = at;
        }
        start = at + width;
      }
    }
    return out == null ? text : out.append(text, done, text.length()).toString();
  }

  private static boolean isMark(int codePoint) {
    return codePoint >= 0x300
        && switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  private static String sorted(String run) {
    int[] marks =
        run.codePoints()
            .flatMap(c -> Normalizer.normalize(Character.toString(c), Form.NFD).codePoints())
            .toArray();
    Map<Integer, Integer> classes = new HashMap<>();
    int[] combining = new int[marks.length];
    for (int i = 0; i < marks.length; i++) {
      combining[i] = classes.computeIfAbsent(marks[i], MarkRuns::combiningClass);
    }
    Integer[] order = new Integer[marks.length];
    Arrays.setAll(order, i -> i);
    int from = 0;
    for (int to = 0; to <= marks.length; to++) {
      if (to == marks.length || combining[to] == 0) {
        Arrays.sort(order, from, to, Comparator.comparingInt(i -> combining[i]));
        from = to + 1;
      }
    }
    StringBuilder out = new StringBuilder(run.length());
    for (int i : order) {
      out.appendCodePoint(marks[i]);
    }
    return out.toString();
  }

  /**
   * The place of a mark's combining class among all classes, 0 for class 0. No public method of the
   * JDK tells the class; but behind marks of all classes, highest first, canonical ordering puts a
   * mark where its class belongs.
   */
  private static int combiningClass(int mark) {
    String text = Character.toString(mark);
    int known = CLASSES.indexOf(mark);
    if (known >= 0) {
      return CLASSES.length() - known;
    }
    int place = Normalizer.normalize("a" + CLASSES + text, Form.NFD).indexOf(text) - 1;
    boolean moves = !Normalizer.normalize("a" + text + LOWEST, Form.NFD).endsWith(LOWEST);
    return place < CLASSES.length() || moves ? place : 0;
  }
}
