package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;

/**
 * Puts words together from pieces: a piece with the prefix continues a word, any other begins one.
 *
 * @param prefix what a piece begins with that continues a word
 * @param cleanup whether spaces before punctuation and in contractions are taken out
 */
public record WordPieceDecoder(String prefix, boolean cleanup) implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    return new DecodeStage(next) {
      private boolean first = moment != Moment.MIDDLE;

      @Override
      public void part(byte[] bytes, boolean begins) {
        String token = Bytes.text(bytes);
        if (!first) {
          token = token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
        }
        first = false;
        next.part(Bytes.of(cleanup ? clean(token) : token), begins);
      }
    };
  }

  /** English clean-up, in the library's order. */
  static String clean(String token) {
    return token
        .replace(" .", ".")
        .replace(" ?", "?")
        .replace(" !", "!")
        .replace(" ,", ",")
        .replace(" ' ", "'")
        .replace(" n't", "n't")
        .replace(" 'm", "'m")
        .replace(" do not", " don't")
        .replace(" 's", "'s")
        .replace(" 've", "'ve")
        .replace(" 're", "'re");
  }
}
