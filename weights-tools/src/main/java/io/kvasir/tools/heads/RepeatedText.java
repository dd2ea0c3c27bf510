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
  private final int[] start; // what the model wants before a text
  private final int[] words; // tokens of more than a byte that are not special

  RepeatedText(Kvasir kvasir) {
    Tokenizer tokenizer = kvasir.tokenizer();
    start = tokenizer.encode("", true, false);
    int vocabulary = Math.min(tokenizer.vocabulary().size(), kvasir.config().vocabulary());
    words =
        IntStream.range(0, vocabulary)
            .filter(id -> !tokenizer.vocabulary().isSpecial(id) && tokenizer.bytes(id).length > 1)
            .toArray();
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
