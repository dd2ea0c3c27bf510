package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.model.WordPiece;
import io.kvasir.tokenizer.model.WordStarts;
import io.kvasir.tokenizer.normalize.Bert;
import io.kvasir.tokenizer.pipeline.Pipeline;
import io.kvasir.tokenizer.pipeline.Template;
import io.kvasir.tokenizer.split.Behavior;
import io.kvasir.tokenizer.split.CharSets;
import io.kvasir.tokenizer.split.CharSplit;
import io.kvasir.tokenizer.split.PrefixMark;
import io.kvasir.tokenizer.split.SplitSequence;
import java.util.List;

/**
 * tokenizer.ggml.model "bert": WordPiece, where converters have put "▁" in front of tokens that
 * begin a word and taken "##" off the others.
 */
final class WordPieceVocabulary {
  // What the ids are where a file does not state them.
  private static final int BEGIN = 101;
  private static final int SEPARATOR = 102;
  private static final int UNKNOWN = 100;

  private WordPieceVocabulary() {}

  static Tokenizer build(GgufVocabulary vocabulary) {
    Keys keys = vocabulary.keys;
    int count = vocabulary.tokens.length;
    boolean lowercase = keys.flag("normalizer.lowercase", true);
    boolean stripAccents = keys.flag("normalizer.strip_accents", lowercase);
    return new Pipeline(
        vocabulary.table,
        vocabulary.added(),
        Bert.of(true, true, stripAccents, lowercase),
        new SplitSequence(
            List.of(
                new CharSplit(CharSets.SPACE, Behavior.REMOVED),
                new CharSplit(CharSets.PUNCTUATION, Behavior.ISOLATED),
                new PrefixMark(WordStarts.MARK))),
        new WordPiece(
            vocabulary.table,
            keys.idInUse("unknown_token_id", UNKNOWN, count),
            "",
            Integer.MAX_VALUE),
        new Template(
            List.of(keys.idInUse("bos_token_id", BEGIN, count)),
            List.of(keys.idInUse("seperator_token_id", SEPARATOR, count))),
        MarkedText.decoder(true));
  }
}
