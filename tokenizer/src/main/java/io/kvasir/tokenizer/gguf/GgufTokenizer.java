package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.VocabularySpec;
import io.kvasir.tokenizer.pipeline.Shown;

/** Chooses by tokenizer.ggml.model. */
public final class GgufTokenizer {
  private GgufTokenizer() {}

  /**
   * Builds a tokenizer.
   *
   * @param spec the file's keys
   * @return the tokenizer
   * @throws TokenizerFormatException if a key is missing, damaged, or asks for what is not built
   */
  public static Tokenizer build(VocabularySpec spec) {
    Keys keys = new Keys(spec);
    String model = keys.string("model");
    return switch (model) {
      case "llama" -> ScoredVocabulary.build(new GgufVocabulary(keys));
      case "gpt2" -> RankedVocabulary.build(new GgufVocabulary(keys), "default");
      case "gemma4" -> RankedVocabulary.build(new GgufVocabulary(keys), "gemma4");
      case "t5" -> UnigramVocabulary.build(new GgufVocabulary(keys));
      case "bert" -> WordPieceVocabulary.build(new GgufVocabulary(keys));
      default ->
          throw keys.wrong("model", "is " + Shown.of(model), "llama, gpt2, gemma4, t5 or bert");
    };
  }
}
