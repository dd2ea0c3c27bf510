package io.kvasir.model.weights.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds safetensors files, right or wrong. */
final class RawSafetensors {
  private RawSafetensors() {}

  static byte[] bytes(String header, byte... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return withLength(json.length, json, data);
  }

  static byte[] withLength(long length, byte[] header, byte... data) {
    ByteBuffer out =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return out.putLong(length).put(header).put(data).array();
  }

  static byte[] floats(float... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      out.putFloat(value);
    }
    return out.array();
  }

  /** A folder with a configuration and one file. */
  static Path folder(Path folder, String config, byte[] weights) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    Files.write(folder.resolve("model.safetensors"), weights);
    return folder;
  }
}
