package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;
import java.io.ByteArrayOutputStream;

/** Makes one token of all. A stream does not wait for it: it gets the token in parts. */
public record Fuse() implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    return new DecodeStage(next) {
      private final ByteArrayOutputStream all = new ByteArrayOutputStream();
      private boolean begun = moment == Moment.MIDDLE;

      @Override
      public void part(byte[] bytes, boolean begins) {
        if (moment == Moment.WHOLE) {
          all.writeBytes(bytes);
        } else {
          next.part(bytes, !begun);
        }
        begun = true;
      }

      @Override
      public void finish() {
        if (moment == Moment.WHOLE && begun) {
          next.part(all.toByteArray(), true);
        }
        next.finish();
      }
    };
  }
}
