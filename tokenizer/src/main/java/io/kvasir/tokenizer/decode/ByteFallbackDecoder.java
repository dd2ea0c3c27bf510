package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Tokens &lt;0x00&gt; to &lt;0xFF&gt; to bytes. In a whole text, neighbours that are no UTF-8
 * together become one U+FFFD each; in a stream they go out at once.
 */
public record ByteFallbackDecoder() implements Decoder {
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    return new DecodeStage(next) {
      private final ByteArrayOutputStream run = new ByteArrayOutputStream();

      @Override
      public void part(byte[] bytes, boolean begins) {
        int b = byteOf(bytes);
        if (b < 0) {
          flush();
          next.part(bytes, begins);
        } else if (moment == Moment.WHOLE) {
          run.write(b);
        } else {
          next.part(new byte[] {(byte) b}, true);
        }
      }

      @Override
      public void finish() {
        flush();
        next.finish();
      }

      private void flush() {
        byte[] bytes = run.toByteArray();
        run.reset();
        if (isUtf8(bytes)) {
          if (bytes.length > 0) {
            next.part(bytes, true);
          }
          return;
        }
        for (int i = 0; i < bytes.length; i++) {
          next.part(REPLACEMENT, true);
        }
      }
    };
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  /** The byte that a token &lt;0xNN&gt; stands for, or -1. */
  private static int byteOf(byte[] token) {
    if (token.length != 6 || token[0] != '<' || token[1] != '0' || token[2] != 'x') {
      return -1;
    }
    int high = Character.digit(token[3], 16);
    int low = Character.digit(token[4], 16);
    return token[5] != '>' || high < 0 || low < 0 ? -1 : (high << 4) | low;
  }
}
