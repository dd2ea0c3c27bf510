package io.kvasir.model.weights.gguf;

import static io.kvasir.model.weights.ModelFormatException.printable;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.ModelFormatException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file front to back. Each read says what it is for, so that a file that ends too soon
 * names it.
 */
final class GgufCursor {
  private static final long WINDOW = 1 << 30;
  private static final char REPLACEMENT = '\ufffd'; // stands for malformed bytes, or for itself

  private final MappedFile file;
  private final MemorySegment bytes;
  private long position;

  /**
   * A part of the file, little-endian. Numbers are read through it because the first reads of a
   * segment make the virtual machine write code: a good part of the time for opening a file.
   */
  private ByteBuffer window = ByteBuffer.allocate(0);

  private long windowAt; // where the window begins in the file

  GgufCursor(MappedFile file, long position) {
    this.file = file;
    this.bytes = file.bytes();
    this.position = position;
  }

  long position() {
    return position;
  }

  long remaining() {
    return bytes.byteSize() - position;
  }

  ModelFormatException wrong(String what) {
    return file.wrong(what);
  }

  ModelFormatException wrong(String what, Throwable cause) {
    return ModelFormatException.in(file.path(), what, cause);
  }

  /** Passes over n bytes, n unsigned, and returns where they begin. */
  long skip(long n, String what) {
    if (Long.compareUnsigned(n, remaining()) > 0) {
      throw wrong(
          "truncated in "
              + what
              + ": "
              + Long.toUnsignedString(n)
              + " bytes wanted at offset "
              + position
              + ", the file has "
              + bytes.byteSize());
    }
    long begin = position;
    position += n;
    return begin;
  }

  /** Passes over n bytes and returns where they begin in the window. */
  private int take(int n, String what) {
    long begin = skip(n, what);
    if (begin < windowAt || begin + n > windowAt + window.capacity()) {
      windowAt = begin;
      window =
          bytes
              .asSlice(begin, Math.min(WINDOW, bytes.byteSize() - begin))
              .asByteBuffer()
              .order(ByteOrder.LITTLE_ENDIAN);
    }
    return (int) (begin - windowAt);
  }

  int u8(String what) {
    int at = take(1, what);
    return window.get(at) & 0xff;
  }

  int u16(String what) {
    int at = take(2, what);
    return window.getShort(at) & 0xffff;
  }

  /** 32 bits, to be taken as signed or unsigned. */
  int u32(String what) {
    int at = take(4, what);
    return window.getInt(at);
  }

  /** 64 bits, to be taken as signed or unsigned. */
  long u64(String what) {
    int at = take(8, what);
    return window.getLong(at);
  }

  /** Passes over n strings: a loop of its own, since a vocabulary has a hundred thousand. */
  void skipStrings(int n, String what) {
    for (int i = 0; i < n; i++) {
      long at = position - windowAt;
      if (at >= 0 && at + 8 <= window.capacity()) {
        long length = window.getLong((int) at);
        if (length >= 0 && length <= bytes.byteSize() - position - 8) {
          position += 8 + length;
          continue;
        }
      }
      skip(u64(what), what);
    }
  }

  /** A length of 8 bytes and so many bytes of UTF-8. */
  String string(String what, int most) {
    long length = remaining() < Long.BYTES ? u64("the length of " + what) : u64(what);
    long begin = skip(length, what);
    if (length > most) {
      throw wrong(what + " has " + length + " bytes, wanted at most " + most);
    }
    return text(begin, (int) length, what);
  }

  private String text(long begin, int length, String what) {
    byte[] copy = new byte[length];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, begin, copy, 0, length);
    String text = new String(copy, StandardCharsets.UTF_8); // fast, but hides what is malformed
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(copy)).toString();
    } catch (CharacterCodingException e) {
      String shown = printable(new String(copy, StandardCharsets.ISO_8859_1));
      throw wrong(what + " is not UTF-8: '" + shown + "'", e);
    }
  }

  /** A number, truth value or text. */
  Object scalar(GgufValueType type, String what) {
    return switch (type) {
      case UINT8 -> (long) u8(what);
      case INT8 -> (long) (byte) u8(what);
      case UINT16 -> (long) u16(what);
      case INT16 -> (long) (short) u16(what);
      case UINT32 -> Integer.toUnsignedLong(u32(what));
      case INT32 -> (long) u32(what);
      case FLOAT32 -> Float.intBitsToFloat(u32(what));
      case BOOL -> truth(u8(what), what);
      case STRING -> string(what, Gguf.LONGEST_STRING);
      case UINT64 -> unsigned(u64(what));
      case INT64 -> u64(what);
      case FLOAT64 -> Double.longBitsToDouble(u64(what));
      case ARRAY -> throw wrong(what + " is an array inside an array, which is not read");
    };
  }

  private boolean truth(int value, String what) {
    if (value > 1) {
      throw wrong(what + " is " + value + ", wanted 0 or 1 for a truth value");
    }
    return value == 1;
  }

  private static Object unsigned(long value) {
    if (value >= 0) {
      return value;
    }
    return new BigInteger(Long.toUnsignedString(value));
  }
}
