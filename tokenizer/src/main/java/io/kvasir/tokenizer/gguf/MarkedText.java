package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.decode.ByteFallbackDecoder;
import io.kvasir.tokenizer.decode.DecodeSequence;
import io.kvasir.tokenizer.decode.Fuse;
import io.kvasir.tokenizer.decode.ReplaceDecoder;
import io.kvasir.tokenizer.decode.Strip;
import io.kvasir.tokenizer.model.WordStarts;
import io.kvasir.tokenizer.normalize.CharsMap;
import io.kvasir.tokenizer.normalize.SentencePieceText;
import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vocabularies that write spaces as "▁": how text becomes so, and back. */
final class MarkedText {
  private static final String MARK = String.valueOf(WordStarts.MARK);

  private MarkedText() {}

  static Normalizer normalizer(Keys keys, boolean prefix) {
    boolean shrink = keys.flag("remove_extra_whitespaces", false);
    return new SentencePieceText(charsMap(keys), prefix, shrink);
  }

  private static @Nullable CharsMap charsMap(Keys keys) {
    byte[] blob = keys.find("precompiled_charsmap", byte[].class, "an array of bytes");
    try {
      return blob == null || blob.length == 0 ? null : CharsMap.read(blob);
    } catch (IllegalArgumentException malformed) {
      throw keys.wrong(
          "precompiled_charsmap", String.valueOf(malformed.getMessage()), "SentencePiece's table");
    }
  }

  /** A space that the normalizer puts in front is taken off again. */
  static Decoder decoder(boolean prefix) {
    List<Decoder> stages = new ArrayList<>();
    stages.add(new ReplaceDecoder(MARK, " "));
    stages.add(new ByteFallbackDecoder());
    stages.add(new Fuse());
    if (prefix) {
      stages.add(new Strip(" ", 1, 0));
    }
    return new DecodeSequence(stages);
  }

  /** Cuts that change nothing, if the mark is a token. */
  static @Nullable WordStarts cuts(GgufVocabulary vocabulary) {
    return vocabulary.table.find(MARK) < 0 ? null : new WordStarts(vocabulary.table);
  }
}
