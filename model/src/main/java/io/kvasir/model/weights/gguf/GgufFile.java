package io.kvasir.model.weights.gguf;

import static io.kvasir.model.weights.ModelFormatException.printable;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One parsed file: header, metadata, tensor infos. Numbers in the file are unsigned; nothing is
 * allocated by a number that the size of the file does not bear out.
 */
record GgufFile(
    int version,
    Map<String, Object> values,
    Map<String, Range> ranges,
    Map<String, Tensor> tensors) {
  static final int MAGIC = 0x46554747; // "GGUF" in memory
  private static final int DEFAULT_ALIGNMENT = 32;
  private static final int LONGEST_KEY = 65535; // of the specification
  private static final int MOST_KEYS = 1 << 16;
  private static final int MOST_NAME_BYTES = 1 << 25; // keys and names of a file together
  private static final int SHORT_STRING = 256; // longer ones are read when asked for
  private static final String ALIGNMENT = "general.alignment";

  /** Where the type and the value of a key lie in the file. */
  record Range(long begin, long bytes) {}

  /** Whether a key is about the file rather than about the model. */
  static boolean describesLayout(String key) {
    return key.equals(ALIGNMENT) || key.startsWith("split.");
  }

  static GgufFile read(MappedFile file) {
    return new Reader(file).read();
  }

  private static final class Reader {
    private final MappedFile file;
    private final GgufCursor cursor;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Range> ranges = new LinkedHashMap<>();
    private long nameBytes;

    Reader(MappedFile file) {
      this.file = file;
      this.cursor = new GgufCursor(file, 0);
    }

    GgufFile read() {
      magic();
      int version = version();
      long tensorCount = cursor.u64("the number of tensors");
      long keyCount = cursor.u64("the number of keys");
      check(tensorCount, GgufTensorInfo.LEAST_BYTES, GgufTensorInfo.MOST, "tensors");
      check(keyCount, 8 + 1 + 4 + 1, MOST_KEYS, "keys");
      for (int i = 0; i < keyCount; i++) {
        keyAndValue(i);
      }
      GgufTensorInfo[] infos = new GgufTensorInfo[(int) tensorCount];
      for (int i = 0; i < infos.length; i++) {
        infos[i] = GgufTensorInfo.read(cursor, name("the name of tensor " + i));
      }
      int alignment = alignment();
      long data = cursor.position() + (alignment - 1L) & -(long) alignment;
      return new GgufFile(
          version, values, ranges, GgufTensorInfo.place(file, infos, data, alignment));
    }

    private void magic() {
      int magic = cursor.u32("the magic number");
      if (magic != MAGIC) {
        throw cursor.wrong(
            "is not a GGUF file: begins with "
                + String.format("%08x", Integer.reverseBytes(magic))
                + ", wanted 47475546 (GGUF)");
      }
    }

    private int version() {
      int version = cursor.u32("the version");
      if (version == 2 || version == 3) {
        return version;
      }
      if ((version & 0xffff) == 0) {
        throw cursor.wrong(
            "is a big-endian GGUF file (version field "
                + String.format("%08x", version)
                + "), wanted little-endian");
      }
      throw cursor.wrong(
          "GGUF version " + Integer.toUnsignedString(version) + " is not read, wanted 2 or 3");
    }

    private void check(long count, int leastBytes, int most, String what) {
      long possible = Math.min(cursor.remaining() / leastBytes, most);
      if (Long.compareUnsigned(count, possible) > 0) {
        throw cursor.wrong(
            "states "
                + Long.toUnsignedString(count)
                + " "
                + what
                + ", a file of "
                + file.bytes().byteSize()
                + " bytes has at most "
                + possible);
      }
    }

    private String name(String what) {
      long begin = cursor.position();
      String name = cursor.string(what, LONGEST_KEY);
      nameBytes += cursor.position() - begin;
      if (name.isEmpty()) {
        throw cursor.wrong(what + " is empty");
      }
      if (nameBytes > MOST_NAME_BYTES) {
        throw cursor.wrong("keys and names have more than " + MOST_NAME_BYTES + " bytes");
      }
      return name;
    }

    private void keyAndValue(int i) {
      String key = name("key " + i);
      if (values.containsKey(key)) {
        throw cursor.wrong("duplicate key " + printable(key));
      }
      String shown = printable(key);
      long begin = cursor.position();
      GgufValueType type = valueType(shown);
      values.put(
          key,
          switch (type) {
            case ARRAY -> array(shown);
            case STRING -> text(shown);
            default -> cursor.scalar(type, shown);
          });
      ranges.put(key, new Range(begin, cursor.position() - begin));
    }

    private GgufValueType valueType(String key) {
      int number = cursor.u32("the type of " + key);
      if (!GgufValueType.isKnown(number)) {
        throw cursor.wrong(
            key
                + " has the unknown value type "
                + Integer.toUnsignedString(number)
                + ", wanted 0 to 12");
      }
      return GgufValueType.of(number);
    }

    private Object text(String key) {
      GgufCursor again = new GgufCursor(file, cursor.position());
      long length = again.u64("the length of " + key);
      if (length >= 0 && length <= SHORT_STRING) {
        return cursor.scalar(GgufValueType.STRING, key);
      }
      long begin = cursor.position();
      cursor.skip(8, key);
      cursor.skip(length, key);
      Supplier<String> later = () -> new GgufCursor(file, begin).string(key, Gguf.LONGEST_STRING);
      return later;
    }

    private GgufArray array(String key) {
      GgufValueType type = valueType(key);
      long count = cursor.u64("the length of " + key);
      if (type == GgufValueType.ARRAY) {
        throw cursor.wrong(key + " is an array of arrays, which is not read");
      }
      check(count, type.leastBytes, Integer.MAX_VALUE - 8, "elements in " + key);
      long begin = cursor.position();
      if (type == GgufValueType.STRING) {
        cursor.skipStrings((int) count, key);
      } else {
        cursor.skip(count * type.leastBytes, key);
      }
      return new GgufArray(file, key, type, (int) count, begin);
    }

    private int alignment() {
      Object value = values.getOrDefault(ALIGNMENT, (long) DEFAULT_ALIGNMENT);
      if (value instanceof Long a && a >= 8 && a <= 1 << 30 && Long.bitCount(a) == 1) {
        return a.intValue();
      }
      throw cursor.wrong(
          ALIGNMENT
              + " is "
              + printable(value.toString())
              + ", wanted a power of two from 8 to 2^30");
    }
  }
}
