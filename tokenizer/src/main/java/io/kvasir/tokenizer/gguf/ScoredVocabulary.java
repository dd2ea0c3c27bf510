package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.decode.ByteFallbackDecoder;
import io.kvasir.tokenizer.decode.DecodeSequence;
import io.kvasir.tokenizer.decode.Fuse;
import io.kvasir.tokenizer.decode.ReplaceDecoder;
import io.kvasir.tokenizer.decode.Strip;
import io.kvasir.tokenizer.model.Bpe;
import io.kvasir.tokenizer.model.Fallback;
import io.kvasir.tokenizer.model.ScoredMerges;
import io.kvasir.tokenizer.model.WordStarts;
import io.kvasir.tokenizer.normalize.NormalizeSequence;
import io.kvasir.tokenizer.normalize.Prepend;
import io.kvasir.tokenizer.normalize.Replace;
import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.pipeline.Pipeline;
import io.kvasir.tokenizer.regex.Regex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** tokenizer.ggml.model "llama": SentencePiece's byte-pair encoding with scores and byte tokens. */
final class ScoredVocabulary {
  private static final String MARK = String.valueOf(WordStarts.MARK);

  /** What the ids of begin, end and unknown are where a file does not state them. */
  private static final int BOS = 1;

  private static final int EOS = 2;
  private static final int UNKNOWN = 0;

  private ScoredVocabulary() {}

  static Tokenizer build(GgufVocabulary vocabulary) {
    Keys keys = vocabulary.keys;
    int count = vocabulary.tokens.length;
    float[] scores = keys.perToken("scores", float[].class, count);
    if (scores == null) {
      throw keys.wrong("scores", "is missing", "an array of " + count);
    }
    boolean[] mergeable = new boolean[count];
    Arrays.fill(mergeable, true);
    int unknown = keys.id("unknown_token_id", UNKNOWN);
    Fallback fallback = Fallback.of(vocabulary.table, true, unknown < count ? unknown : -1, false);
    boolean spacePrefix = keys.flag("add_space_prefix", true);
    return new Pipeline(
        vocabulary.table,
        vocabulary.added(),
        normalizer(spacePrefix),
        vocabulary.table.find(MARK) < 0 ? null : new WordStarts(vocabulary.table),
        new Bpe(
            vocabulary.table,
            new ScoredMerges(vocabulary.table, scores, mergeable),
            new Bpe.Options(fallback, false, false, "", "")),
        vocabulary.template(true, BOS, false, EOS),
        decoder(spacePrefix));
  }

  private static Normalizer normalizer(boolean spacePrefix) {
    Replace marks = new Replace(Regex.literal(" "), MARK);
    return spacePrefix ? new NormalizeSequence(List.of(new Prepend(MARK), marks)) : marks;
  }

  private static Decoder decoder(boolean spacePrefix) {
    List<Decoder> stages = new ArrayList<>();
    stages.add(new ReplaceDecoder(MARK, " "));
    stages.add(new ByteFallbackDecoder());
    stages.add(new Fuse());
    if (spacePrefix) {
      stages.add(new Strip(" ", 1, 0));
    }
    return new DecodeSequence(stages);
  }
}
