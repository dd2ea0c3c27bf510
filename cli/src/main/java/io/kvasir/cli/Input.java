package io.kvasir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text from a file or from standard input: UTF-8 or an error, less one final newline. */
final class Input {

  /** More text than any context holds. */
  private static final int MOST_BYTES = 1 << 28;

  private Input() {}

  static String file(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": a folder, wanted a text file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return text(file.toString(), in);
    }
  }

  static String standardInput(Streams streams) throws IOException {
    return text("standard input", streams.in());
  }

  private static String text(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(name + ": more than " + MOST_BYTES + " bytes, wanted a prompt");
    }
    return withoutFinalNewline(decode(name, bytes));
  }

  static String decode(String name, byte[] bytes) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(from)
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException(name + ": byte " + from.position() + " begins no UTF-8 character", e);
    }
  }

  private static String withoutFinalNewline(String text) {
    if (!text.endsWith("\n")) {
      return text;
    }
    return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
  }
}
