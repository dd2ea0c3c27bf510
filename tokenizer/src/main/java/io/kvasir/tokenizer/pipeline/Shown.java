package io.kvasir.tokenizer.pipeline;

/** Text of a file as it may stand in a message: one line, no control characters, not too long. */
public final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  /**
   * Prepares a text.
   *
   * @param text any text
   * @return the text in quotes, with control characters escaped
   */
  public static String of(String text) {
    StringBuilder out = new StringBuilder("'");
    int length = Math.min(text.length(), LONGEST);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit((c >> 8) & 15, 16));
        out.append(Character.forDigit((c >> 4) & 15, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    return out.append(text.length() > length ? "...'" : "'").toString();
  }
}
