package io.kvasir.tokenizer.pipeline;

/**
 * Bytes to text, piece by piece. A maximal part of a sequence that cannot be completed becomes one
 * U+FFFD (Unicode standard, section 3.9, "substitution of maximal subparts").
 */
final class Utf8Text {
  private static final int REPLACEMENT = 0xFFFD;

  private int codePoint;
  private int missing;

  // Limits of the next byte: narrower than 80..BF right after E0, ED, F0 and F4.
  private int least = 0x80;
  private int most = 0xBF;

  /** Appends all code points that end in these bytes. */
  void append(byte[] bytes, StringBuilder out) {
    for (byte b : bytes) {
      append(b & 0xFF, out);
    }
  }

  private void append(int b, StringBuilder out) {
    if (missing > 0) {
      if (b >= least && b <= most) {
        codePoint = (codePoint << 6) | (b & 0x3F);
        least = 0x80;
        most = 0xBF;
        if (--missing == 0) {
          out.appendCodePoint(codePoint);
        }
        return;
      }
      finish(out);
    }
    if (b < 0x80) {
      out.append((char) b);
    } else if (b < 0xC2 || b > 0xF4) {
      out.append((char) REPLACEMENT);
    } else {
      begin(b);
    }
  }

  private void begin(int b) {
    missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
    codePoint = b & (0x3F >> missing);
    least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
  }

  /** Ends the text: an unfinished sequence becomes U+FFFD. */
  void finish(StringBuilder out) {
    if (missing > 0) {
      out.append((char) REPLACEMENT);
    }
    missing = 0;
    least = 0x80;
    most = 0xBF;
  }
}
