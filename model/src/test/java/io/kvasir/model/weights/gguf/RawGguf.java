package io.kvasir.model.weights.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds GGUF bytes field by field, right or wrong. */
final class RawGguf {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static RawGguf header(int version, long tensors, long keys) {
    return new RawGguf().text("GGUF").u32(version).u64(tensors).u64(keys);
  }

  /** A valid file: one key of each kind, a matrix of F32 and a vector of Q8_0. */
  static RawGguf valid() {
    RawGguf raw =
        header(3, 2, 6)
            .key("general.architecture", GgufValueType.STRING)
            .string("llama")
            .key("llama.block_count", GgufValueType.UINT32)
            .u32(1)
            .key("llama.epsilon", GgufValueType.FLOAT32)
            .u32(Float.floatToIntBits(1e-5f))
            .key("tokenizer.ggml.tokens", GgufValueType.ARRAY)
            .u32(GgufValueType.STRING.number)
            .u64(3)
            .string("a")
            .string("ä")
            .string("")
            .key("tokenizer.ggml.scores", GgufValueType.ARRAY)
            .u32(GgufValueType.FLOAT32.number)
            .u64(2)
            .u32(Float.floatToIntBits(-1))
            .u32(Float.floatToIntBits(0.5f))
            .key("tied", GgufValueType.BOOL)
            .u8(1)
            .tensor("matrix", 0, 0, 3, 2)
            .tensor("vector", 8, 32, 32);
    return raw.pad(32).floats(1, 2, 3, 4, 5, 6).pad(32).u16(0x3c00).zeros(32);
  }

  RawGguf text(String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  RawGguf u8(int value) {
    out.write(value);
    return this;
  }

  RawGguf u16(int value) {
    return u8(value).u8(value >>> 8);
  }

  RawGguf u32(int value) {
    return u16(value).u16(value >>> 16);
  }

  RawGguf u64(long value) {
    return u32((int) value).u32((int) (value >>> 32));
  }

  RawGguf string(String value) {
    return u64(value.getBytes(StandardCharsets.UTF_8).length).text(value);
  }

  RawGguf key(String name, GgufValueType type) {
    return string(name).u32(type.number);
  }

  /** Dimensions with the fastest first, as in the file. */
  RawGguf tensor(String name, int type, long offset, long... dimensions) {
    string(name).u32(dimensions.length);
    for (long dimension : dimensions) {
      u64(dimension);
    }
    return u32(type).u64(offset);
  }

  RawGguf floats(float... values) {
    for (float value : values) {
      u32(Float.floatToIntBits(value));
    }
    return this;
  }

  RawGguf zeros(int count) {
    out.writeBytes(new byte[count]);
    return this;
  }

  RawGguf pad(int alignment) {
    return zeros(-out.size() & (alignment - 1));
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
