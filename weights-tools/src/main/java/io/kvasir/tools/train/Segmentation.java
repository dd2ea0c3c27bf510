package io.kvasir.tools.train;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Tokenizers;
import io.kvasir.tokenizer.VocabularySpec;
import io.kvasir.tools.train.tokenizer.TrainedVocabulary;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the texts of a training become tokens. Every word of the corpus is one token, and a word from
 * elsewhere is made of parts that would never be met; so of some texts the beginning is encoded
 * without the merges that were learned last (after Provilkov et al. 2020, "BPE-Dropout: Simple and
 * Effective Subword Regularization"). It is given like a prompt, and what follows is whole again.
 *
 * @param whole of the finished model
 * @param finer with fewer merges, and so with shorter tokens
 */
record Segmentation(Tokenizer whole, List<Tokenizer> finer) {
  private static final int PARTS = 4; // they have 1/4, 2/4 and 3/4 of the merges
  private static final int PROMPTS = 20; // one text of so many begins like a prompt
  private static final int PROMPT = 24; // tokens at most, before they are cut finer

  /**
   * A text as tokens.
   *
   * @param ids the mark that ends the text before, then the text
   * @param given how many of them, from the first on, are a prompt
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Told(int[] ids, int given) {}

  /** One that leaves every text whole. */
  static Segmentation of(Tokenizer whole) {
    return new Segmentation(whole, List.of());
  }

  /** One for training a model with this vocabulary. */
  static Segmentation of(String name, TrainedVocabulary vocabulary) {
    int merges = vocabulary.merges().size();
    return new Segmentation(
        tokenizer(name, vocabulary),
        IntStream.range(1, PARTS)
            .mapToObj(part -> tokenizer(name, vocabulary.withMerges(merges * part / PARTS)))
            .toList());
  }

  private static Tokenizer tokenizer(String name, TrainedVocabulary vocabulary) {
    return Tokenizers.fromSpec(new VocabularySpec(name, vocabulary.gguf()));
  }

  /** The same text in the same way. */
  Told encode(String text) {
    int[] ids = whole.encode(text, true, false);
    int draw = Math.floorMod(text.hashCode(), PROMPTS * Math.max(1, finer.size()));
    if (draw >= finer.size()) {
      return new Told(ids, 0);
    }
    int end = Math.min(ids.length, 2 + Math.floorMod(text.hashCode() >> 16, PROMPT));
    int[] rest = Arrays.copyOfRange(ids, end, ids.length);
    int[] begin = finer.get(draw).encode(whole.decode(Arrays.copyOf(ids, end), true), true, false);
    return new Told(
        IntStream.concat(IntStream.of(begin), IntStream.of(rest)).toArray(), begin.length);
  }

  /** The token that stands before every text. */
  int mark() {
    return whole.encode("", true, false)[0];
  }

  /** All tokens of more than one byte. */
  List<Integer> longer() {
    return IntStream.range(0, whole.vocabulary().size())
        .filter(id -> !whole.vocabulary().isSpecial(id) && whole.bytes(id).length > 1)
        .boxed()
        .toList();
  }

  /** The words that are one token, after a space or not. */
  Set<Integer> tokens(Collection<String> words) {
    return words.stream()
        .flatMap(word -> Stream.of(word, " " + word))
        .map(word -> whole.encode(word, false, false))
        .filter(ids -> ids.length == 1)
        .map(ids -> ids[0])
        .collect(Collectors.toSet());
  }
}
