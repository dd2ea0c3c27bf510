package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;
import io.kvasir.tokenizer.table.ByteChars;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Printable characters back to bytes. A token with a character that is no byte stays as it is.
 *
 * @param plain further tokens that stay as they are
 */
public record ByteLevelDecoder(Set<String> plain) implements Decoder {
  /** Copies the set. */
  public ByteLevelDecoder {
    plain = Set.copyOf(plain);
  }

  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    return new DecodeStage(next) {
      private boolean begun;

      @Override
      public void part(byte[] bytes, boolean begins) {
        next.part(toBytes(bytes), !begun);
        begun = true;
      }
    };
  }

  private byte[] toBytes(byte[] token) {
    String chars = new String(token, StandardCharsets.UTF_8);
    if (plain.contains(chars)) {
      return token;
    }
    byte[] bytes = new byte[chars.length()];
    for (int i = 0; i < bytes.length; i++) {
      int b = ByteChars.byteOf(chars.charAt(i));
      if (b < 0) {
        return token;
      }
      bytes[i] = (byte) b;
    }
    return bytes;
  }
}
