package io.kvasir.tokenizer.normalize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * SentencePiece's "precompiled charsmap": a double-array trie (Darts) from UTF-8 prefixes to
 * replacements. Little-endian: the trie's length in bytes, its units, then the replacements, each
 * ended by a zero byte. A unit holds the label in bits 0-7, whether a value ends here in bit 8, and
 * the offset of the next node in bits 10-30, shifted left by 8 if bit 9 is set; a value is bits
 * 0-30.
 */
public final class CharsMap {
  private static final int HEADER = 4;

  private final int[] units;
  private final byte[] replacements;

  private CharsMap(int[] units, byte[] replacements) {
    this.units = units;
    this.replacements = replacements;
  }

  /** A prefix that has a replacement. */
  record Found(int length, String replacement) {}

  /**
   * Reads the table.
   *
   * @param blob its bytes
   * @return the table
   * @throws IllegalArgumentException if the lengths do not fit together; the message says how
   */
  public static CharsMap read(byte[] blob) {
    if (blob.length < HEADER) {
      throw new IllegalArgumentException("has " + blob.length + " bytes, wanted 4 or more");
    }
    ByteBuffer in = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
    long size = Integer.toUnsignedLong(in.getInt());
    if (size % HEADER != 0 || size > in.remaining()) {
      throw new IllegalArgumentException(
          "has a trie of " + size + " bytes, wanted whole units within " + in.remaining());
    }
    IntBuffer ints = in.slice(HEADER, (int) size).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] units = new int[ints.remaining()];
    ints.get(units);
    return new CharsMap(units, Arrays.copyOfRange(blob, HEADER + (int) size, blob.length));
  }

  /** The shortest or the longest prefix of bytes[from, to) that has a replacement; null if none. */
  @org.jspecify.annotations.Nullable
  Found find(byte[] bytes, int from, int to, boolean longest) {
    int length = 0;
    int value = -1;
    int node = units.length == 0 ? -1 : offset(units[0]);
    for (int at = from; at < to && bytes[at] != 0 && (longest || value < 0); at++) {
      int label = bytes[at] & 0xFF;
      node ^= label;
      if (node < 0 || node >= units.length || (units[node] & 0x800000FF) != label) {
        break;
      }
      int unit = units[node];
      node ^= offset(unit);
      if ((unit >> 8 & 1) != 0 && node >= 0 && node < units.length) {
        length = at - from + 1;
        value = units[node] & 0x7FFFFFFF;
      }
    }
    return value < 0 || value >= replacements.length ? null : new Found(length, text(value));
  }

  private static int offset(int unit) {
    return (unit >>> 10) << ((unit & 1 << 9) >>> 6);
  }

  private String text(int from) {
    int to = from;
    while (to < replacements.length && replacements[to] != 0) {
      to++;
    }
    return new String(replacements, from, to - from, StandardCharsets.UTF_8);
  }
}
