package io.kvasir.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the keys tokenizer.ggml.* of a valid GGUF file: as much of the format as tests need. */
public final class GgufKeysReader {
  private static final String PREFIX = "tokenizer.ggml.";

  private final ByteBuffer in;

  private GgufKeysReader(byte[] file) {
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static VocabularySpec read(String name, byte[] file) throws IOException {
    GgufKeysReader reader = new GgufKeysReader(file);
    reader.in.position(16);
    long count = reader.in.getLong();
    Map<String, Object> keys = new HashMap<>();
    for (long i = 0; i < count; i++) {
      String key = reader.string();
      Object value = reader.value(reader.in.getInt());
      if (key.startsWith(PREFIX)) {
        keys.put(key.substring(PREFIX.length()), value);
      }
    }
    return new VocabularySpec(name, keys);
  }

  private String string() {
    byte[] bytes = new byte[Math.toIntExact(in.getLong())];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Object value(int type) throws IOException {
    return switch (type) {
      case 0, 1 -> (int) in.get();
      case 2, 3 -> (int) in.getShort();
      case 4 -> Integer.toUnsignedLong(in.getInt());
      case 5 -> in.getInt();
      case 6 -> in.getFloat();
      case 7 -> in.get() != 0;
      case 8 -> string();
      case 9 -> array(in.getInt(), Math.toIntExact(in.getLong()));
      case 10, 11 -> in.getLong();
      case 12 -> in.getDouble();
      default -> throw new IOException("GGUF type " + type);
    };
  }

  private Object array(int type, int length) throws IOException {
    Object array =
        switch (type) {
          case 4, 5 -> new int[length];
          case 6 -> new float[length];
          case 8 -> new String[length];
          case 0, 1 -> new byte[length];
          default -> new Object[length];
        };
    for (int i = 0; i < length; i++) {
      switch (array) {
        case int[] ints -> ints[i] = in.getInt();
        case float[] floats -> floats[i] = in.getFloat();
        case String[] strings -> strings[i] = string();
        case byte[] bytes -> bytes[i] = in.get();
        case Object[] objects -> objects[i] = value(type);
        default -> throw new IOException("GGUF array of type " + type);
      }
    }
    return array;
  }
}
