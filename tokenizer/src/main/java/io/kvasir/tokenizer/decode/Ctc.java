package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Connectionist temporal classification: repeated tokens are one, padding vanishes.
 *
 * @param padding the token between real repetitions
 * @param delimiter the token between words
 * @param cleanup whether delimiters become spaces and spaces before punctuation vanish
 */
public record Ctc(String padding, String delimiter, boolean cleanup) implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    return new DecodeStage(next) {
      private byte @Nullable [] last;

      @Override
      public void part(byte[] bytes, boolean begins) {
        if (Arrays.equals(bytes, last)) {
          return;
        }
        last = bytes;
        String token = Bytes.text(bytes).replace(padding, "");
        if (cleanup) {
          token = WordPieceDecoder.clean(token).replace(delimiter, " ");
        }
        if (!token.isEmpty()) {
          next.part(Bytes.of(token), true);
        }
      }
    };
  }
}
