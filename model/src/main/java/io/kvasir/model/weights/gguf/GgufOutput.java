package io.kvasir.model.weights.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the bytes of a header, little-endian. */
final class GgufOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  int size() {
    return bytes.size();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  GgufOutput u8(int value) {
    bytes.write(value);
    return this;
  }

  GgufOutput u32(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.write(value >>> shift);
    }
    return this;
  }

  GgufOutput u64(long value) {
    return u32((int) value).u32((int) (value >>> 32));
  }

  GgufOutput f32(float value) {
    return u32(Float.floatToRawIntBits(value));
  }

  GgufOutput string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return u64(utf8.length).raw(utf8);
  }

  GgufOutput type(GgufValueType type) {
    return u32(type.number);
  }

  GgufOutput array(GgufValueType type, int size) {
    return type(GgufValueType.ARRAY).type(type).u64(size);
  }

  GgufOutput raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }
}
