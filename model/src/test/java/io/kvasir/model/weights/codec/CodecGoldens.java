package io.kvasir.model.weights.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Objects;

/** What src/test/python/make_codec_goldens.py wrote. */
final class CodecGoldens {
  private CodecGoldens() {}

  static JsonNode read() {
    try (InputStream in = CodecGoldens.class.getResourceAsStream("../codec-goldens.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode node) {
    return Base64.getDecoder().decode(node.textValue());
  }

  static float[] floats(JsonNode node) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes(node)).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[buffer.remaining() / 4];
    buffer.asFloatBuffer().get(floats);
    return floats;
  }

  /** Bits, so that -0 is not 0 and a difference is seen in full. */
  static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
