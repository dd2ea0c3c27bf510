package io.kvasir.tokenizer.table;

/**
 * GPT-2's printable characters for bytes: a byte that is a visible Latin-1 character stands for
 * itself, the others for the characters from U+0100 on, in order.
 */
public final class ByteChars {
  /** A char of text becomes up to three bytes (a pair of surrogates four). */
  public static final int MOST_PER_CHAR = 3;

  private static final int FIRST_OTHER = 0x100;
  private static final char[] CHARS = new char[256];
  private static final short[] BYTES = new short[512];

  static {
    java.util.Arrays.fill(BYTES, (short) -1);
    int others = 0;
    for (int b = 0; b < 256; b++) {
      boolean visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xFF && b != 0xAD);
      CHARS[b] = (char) (visible ? b : FIRST_OTHER + others++);
      BYTES[CHARS[b]] = (short) b;
    }
  }

  private ByteChars() {}

  /**
   * The character of a byte.
   *
   * @param b the byte, its lower eight bits
   * @return its character
   */
  public static char of(int b) {
    return CHARS[b & 0xFF];
  }

  /**
   * The byte of a character.
   *
   * @param c any char
   * @return 0 to 255, or -1 if it stands for no byte
   */
  public static int byteOf(char c) {
    return c < BYTES.length ? BYTES[c] : -1;
  }

  /**
   * Writes the UTF-8 bytes of a text as characters.
   *
   * @param text UTF-16 without lone surrogates
   * @param from where it begins
   * @param to where it ends
   * @param out takes the characters, from 0
   * @return how many there are
   */
  public static int encode(char[] text, int from, int to, char[] out) {
    int at = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c < 0x80) {
        out[at++] = CHARS[c];
      } else if (c < 0x800) {
        out[at++] = CHARS[0xC0 | (c >> 6)];
        out[at++] = CHARS[0x80 | (c & 0x3F)];
      } else if (Character.isHighSurrogate(c)) {
        int codePoint = Character.toCodePoint(c, text[++i]);
        out[at++] = CHARS[0xF0 | (codePoint >> 18)];
        out[at++] = CHARS[0x80 | ((codePoint >> 12) & 0x3F)];
        out[at++] = CHARS[0x80 | ((codePoint >> 6) & 0x3F)];
        out[at++] = CHARS[0x80 | (codePoint & 0x3F)];
      } else {
        out[at++] = CHARS[0xE0 | (c >> 12)];
        out[at++] = CHARS[0x80 | ((c >> 6) & 0x3F)];
        out[at++] = CHARS[0x80 | (c & 0x3F)];
      }
    }
    return at;
  }
}
