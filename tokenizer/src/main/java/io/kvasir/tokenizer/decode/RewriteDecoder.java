package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.pipeline.TokenSink;

/**
 * Rewrites every token.
 *
 * @param rewrite what is done with its text
 */
public record RewriteDecoder(Normalizer rewrite) implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    return new DecodeStage(next) {
      @Override
      public void part(byte[] bytes, boolean begins) {
        next.part(Bytes.of(rewrite.normalize(Bytes.text(bytes))), begins);
      }
    };
  }
}
