package io.kvasir.tokenizer.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Small operations on UTF-8. They work on parts of sequences too, which strings would not. */
final class Bytes {
  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  static boolean startsWith(byte[] bytes, int at, byte[] what) {
    return bytes.length - at >= what.length
        && Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
  }

  static byte[] join(byte[] left, byte[] right) {
    if (left.length == 0) {
      return right;
    }
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  static byte[] replace(byte[] bytes, byte[] what, byte[] with) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      if (what.length > 0 && startsWith(bytes, at, what)) {
        out.writeBytes(with);
        at += what.length;
      } else {
        out.write(bytes[at++]);
      }
    }
    return out.toByteArray();
  }
}
