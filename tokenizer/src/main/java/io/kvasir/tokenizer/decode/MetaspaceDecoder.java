package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;

/**
 * Marks back to spaces.
 *
 * @param mark what stands for a space
 * @param dropFirst whether the marks of the first token vanish
 */
public record MetaspaceDecoder(String mark, boolean dropFirst) implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    byte[] old = Bytes.of(mark);
    byte[] space = {' '};
    return new DecodeStage(next) {
      private boolean first = moment != Moment.MIDDLE;

      @Override
      public void part(byte[] bytes, boolean begins) {
        next.part(Bytes.replace(bytes, old, first && dropFirst ? new byte[0] : space), begins);
        first = false;
      }
    };
  }
}
