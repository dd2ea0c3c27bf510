package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.model.Fallback;
import io.kvasir.tokenizer.model.Unigram;
import io.kvasir.tokenizer.pipeline.Pipeline;

/** tokenizer.ggml.model "t5": SentencePiece's unigram model. */
final class UnigramVocabulary {
  // What the ids of end and unknown are where a file does not state them.
  private static final int EOS = 1;
  private static final int UNKNOWN = 2;

  private UnigramVocabulary() {}

  static Tokenizer build(GgufVocabulary vocabulary) {
    Keys keys = vocabulary.keys;
    float[] scores = vocabulary.scores();
    double[] logs = new double[scores.length];
    double least = Double.POSITIVE_INFINITY;
    for (int id = 0; id < logs.length; id++) {
      boolean normal = vocabulary.types[id] == TokenType.NORMAL;
      logs[id] = vocabulary.types[id] == TokenType.USER_DEFINED ? 0 : scores[id];
      least = normal ? Math.min(least, scores[id]) : least;
    }
    boolean prefix = keys.flag("add_space_prefix", false);
    return new Pipeline(
        vocabulary.table,
        vocabulary.added(),
        MarkedText.normalizer(keys, prefix),
        MarkedText.cuts(vocabulary),
        new Unigram(
            vocabulary.table,
            logs,
            vocabulary.usable(),
            least,
            Fallback.of(vocabulary.table, true, vocabulary.unknown(UNKNOWN), true)),
        vocabulary.template(false, -1, true, EOS),
        MarkedText.decoder(prefix));
  }
}
