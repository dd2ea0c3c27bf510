package io.kvasir.tools.train;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Tokenizers;
import io.kvasir.tokenizer.VocabularySpec;
import io.kvasir.tools.train.tokenizer.TrainedVocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the texts of a training become tokens. Where every word of the corpus is one token, its parts
 * would never be met, and a word from elsewhere is made of such parts; so a few texts are encoded
 * without the merges that were learned last (after Provilkov et al. 2020, "BPE-Dropout: Simple and
 * Effective Subword Regularization").
 *
 * @param whole of the finished model
 * @param finer with fewer merges, and so with shorter tokens
 */
record Segmentation(Tokenizer whole, List<Tokenizer> finer) {
  private static final int RARE = 50; // one text of so many is encoded by one of the finer ones
  private static final int PARTS = 4; // they have 1/4, 2/4 and 3/4 of the merges
  private static final int PROMPTS = 20; // one text of so many begins like a prompt
  private static final int PROMPT = 24; // tokens at most

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

  /** The mark that ends the text before, then the text; the same text in the same way. */
  int[] encode(String text) {
    int draw = Math.floorMod(text.hashCode(), RARE * Math.max(1, finer.size()));
    Tokenizer tokenizer = draw < finer.size() ? finer.get(draw) : whole;
    return tokenizer.encode(text, true, false);
  }

  /** The same, but of some texts only the beginning is cut finer. */
  int[] encodeAsPrompt(String text) {
    int[] ids = whole.encode(text, true, false);
    int draw = Math.floorMod(text.hashCode(), PROMPTS * Math.max(1, finer.size()));
    if (draw >= finer.size()) {
      return ids;
    }
    int end = Math.min(ids.length, 2 + Math.floorMod(text.hashCode() >> 16, PROMPT));
    int[] rest = Arrays.copyOfRange(ids, end, ids.length);
    int[] begin = finer.get(draw).encode(whole.decode(Arrays.copyOf(ids, end), true), true, false);
    return IntStream.concat(IntStream.of(begin), IntStream.of(rest)).toArray();
  }
}
