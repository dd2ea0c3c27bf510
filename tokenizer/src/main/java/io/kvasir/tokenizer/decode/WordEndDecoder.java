package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;
import org.jspecify.annotations.Nullable;

/**
 * A suffix that ends words becomes a space, and nothing at the end of the text. The last token must
 * be known for that, so a token waits for the one behind it.
 *
 * @param suffix what the last piece of a word ends with
 */
public record WordEndDecoder(String suffix) implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    byte[] old = Bytes.of(suffix);
    byte[] space = {' '};
    return new DecodeStage(next) {
      private byte @Nullable [] waiting;

      @Override
      public void part(byte[] bytes, boolean begins) {
        flush(space);
        waiting = bytes;
      }

      @Override
      public void finish() {
        flush(moment == Moment.MIDDLE ? space : new byte[0]);
        next.finish();
      }

      private void flush(byte[] replacement) {
        if (waiting != null) {
          next.part(Bytes.replace(waiting, old, replacement), true);
        }
        waiting = null;
      }
    };
  }
}
