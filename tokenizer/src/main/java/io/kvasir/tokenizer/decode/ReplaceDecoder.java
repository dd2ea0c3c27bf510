package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;

/**
 * Replaces a text in every token.
 *
 * @param what the text
 * @param with what stands in its place
 */
public record ReplaceDecoder(String what, String with) implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    byte[] old = Bytes.of(what);
    byte[] replacement = Bytes.of(with);
    return new DecodeStage(next) {
      @Override
      public void part(byte[] bytes, boolean begins) {
        next.part(Bytes.replace(bytes, old, replacement), begins);
      }
    };
  }
}
