package io.kvasir.tools.train.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes every byte as one visible character, as byte-level vocabularies do since GPT-2 (Radford et
 * al. 2019): printable characters of Latin-1 stand for themselves, the other 68 bytes for the
 * characters from U+0100 on, in their order.
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = characters();

  private ByteAlphabet() {}

  private static char[] characters() {
    char[] characters = new char[256];
    char next = 0x100;
    for (int b = 0; b < 256; b++) {
      boolean visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      characters[b] = visible ? (char) b : next++;
    }
    return characters;
  }

  /** The UTF-8 bytes of a text, one character each. */
  static String write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    char[] written = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      written[i] = CHARACTERS[bytes[i] & 0xFF];
    }
    return new String(written);
  }

  /** All 256 characters, in the order of their code points. */
  static List<String> all() {
    return IntStream.range(0, 256)
        .map(b -> CHARACTERS[b])
        .sorted()
        .mapToObj(c -> String.valueOf((char) c))
        .toList();
  }
}
