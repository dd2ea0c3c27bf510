package io.kvasir.tokenizer.decode;

import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.TokenSink;
import java.util.Arrays;

/**
 * Takes a character off both ends of every token.
 *
 * @param content the character
 * @param start how many at most at the beginning
 * @param stop how many at most at the end
 */
public record Strip(String content, int start, int stop) implements Decoder {
  @Override
  public TokenSink before(TokenSink next, Moment moment) {
    byte[] mark = Bytes.of(content);
    return new DecodeStage(next) {
      // How many may still be taken off the beginning of this token.
      private int left;

      // The end of what has come of this token, which goes if the token ends here.
      private byte[] held = {};

      @Override
      public void part(byte[] bytes, boolean begins) {
        if (begins) {
          left = start;
          held = new byte[0];
        } else if (moment == Moment.MIDDLE) {
          next.part(bytes, false);
          return;
        }
        byte[] all = Bytes.join(held, bytes);
        int from = 0;
        while (left > 0 && Bytes.startsWith(all, from, mark)) {
          from += mark.length;
          left--;
        }
        left = from < all.length ? 0 : left;
        int to = all.length;
        for (int i = 0; i < stop && to - mark.length >= from; i++) {
          if (!Bytes.startsWith(all, to - mark.length, mark)) {
            break;
          }
          to -= mark.length;
        }
        next.part(Arrays.copyOfRange(all, from, to), begins);
        held = Arrays.copyOfRange(all, to, all.length);
      }
    };
  }
}
