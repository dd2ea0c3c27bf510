package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.model.Bpe;
import io.kvasir.tokenizer.model.Fallback;
import io.kvasir.tokenizer.model.ScoredMerges;
import io.kvasir.tokenizer.pipeline.Pipeline;

/** tokenizer.ggml.model "llama": SentencePiece's byte-pair encoding with scores and byte tokens. */
final class ScoredVocabulary {
  // What the ids of begin, end and unknown are where a file does not state them.
  private static final int BOS = 1;
  private static final int EOS = 2;
  private static final int UNKNOWN = 0;

  private ScoredVocabulary() {}

  static Tokenizer build(GgufVocabulary vocabulary) {
    Keys keys = vocabulary.keys;
    float[] scores = vocabulary.scores();
    Fallback fallback = Fallback.of(vocabulary.table, true, vocabulary.unknown(UNKNOWN), true);
    boolean prefix = keys.flag("add_space_prefix", true);
    return new Pipeline(
        vocabulary.table,
        vocabulary.added(),
        MarkedText.normalizer(keys, prefix),
        MarkedText.cuts(vocabulary),
        new Bpe(
            vocabulary.table,
            new ScoredMerges(vocabulary.table, scores, vocabulary.usable()),
            new Bpe.Options(fallback, false, false, "", "")),
        vocabulary.template(true, BOS, false, EOS),
        MarkedText.decoder(prefix));
  }
}
