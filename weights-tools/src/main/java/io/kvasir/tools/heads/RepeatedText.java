package io.kvasir.tools.heads;

import io.kvasir.model.Kvasir;
import io.kvasir.tokenizer.Tokenizer;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random words, said twice: nothing but the first half tells what comes in the second, so what a
 * model knows there it has looked up (Olsson et al. 2022).
 */
final class RepeatedText {
  private static final int ENOUGH = 200;

  private final int[] start; // what the model wants before a text
  private final int[] words; // not special, and of more than a byte where there are enough

  RepeatedText(Kvasir kvasir) {
    Tokenizer tokenizer = kvasir.tokenizer();
    start = tokenizer.encode("", true, false);
    int vocabulary = Math.min(tokenizer.vocabulary().size(), kvasir.config().vocabulary());
    int[] plain =
        IntStream.range(0, vocabulary)
            .filter(id -> !tokenizer.vocabulary().isSpecial(id))
            .toArray();
    int[] longer = IntStream.of(plain).filter(id -> tokenizer.bytes(id).length > 1).toArray();
    words = longer.length < ENOUGH ? plain : longer;
  }

  /** Position of the first token of the first half. */
  int first() {
    return start.length;
  }

  /** The start, then tokens of which none comes twice, then these again. */
  int[] next(Random random, int half) {
    int[] drawn = random.ints(0, words.length).distinct().limit(half).map(i -> words[i]).toArray();
    return IntStream.concat(
            IntStream.of(start), IntStream.concat(IntStream.of(drawn), IntStream.of(drawn)))
        .toArray();
  }

  /** The most tokens that a half may have. */
  int most() {
    return words.length;
  }
}
