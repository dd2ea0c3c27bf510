package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of numbers in a trace: a type, a shape, and the numbers in base64. */
final class TraceArrays {
  private TraceArrays() {}

  /** Room for numbers in the order of a trace, little-endian. */
  static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The engine's floats, bit for bit; without a shape it is that of a vector. */
  static void floats(JsonGenerator json, String name, float[] values, int... shape)
      throws IOException {
    ByteBuffer bytes = bytes(4 * values.length);
    bytes.asFloatBuffer().put(values);
    array(json, name, "float32-le", bytes, shape.length == 0 ? new int[] {values.length} : shape);
  }

  /** The bytes of a buffer from {@link #bytes}, whatever its position. */
  static void array(JsonGenerator json, String name, String type, ByteBuffer bytes, int... shape)
      throws IOException {
    byte[] content = new byte[bytes.capacity()];
    bytes.get(0, content);
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", type);
    json.writeFieldName("shape");
    Json.array(json, shape);
    json.writeFieldName("base64");
    json.writeBinary(content);
    json.writeEndObject();
  }
}
