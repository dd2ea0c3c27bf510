package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.decode.ByteFallbackDecoder;
import io.kvasir.tokenizer.decode.ByteLevelDecoder;
import io.kvasir.tokenizer.decode.DecodeSequence;
import io.kvasir.tokenizer.decode.Fuse;
import io.kvasir.tokenizer.decode.ReplaceDecoder;
import io.kvasir.tokenizer.model.Bpe;
import io.kvasir.tokenizer.model.Fallback;
import io.kvasir.tokenizer.model.MergeList;
import io.kvasir.tokenizer.model.WordStarts;
import io.kvasir.tokenizer.normalize.Replace;
import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.Pipeline;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Shown;
import io.kvasir.tokenizer.regex.Regex;
import io.kvasir.tokenizer.split.Behavior;
import io.kvasir.tokenizer.split.ByteLevel;
import io.kvasir.tokenizer.split.Split;
import io.kvasir.tokenizer.split.SplitSequence;
import java.util.ArrayList;
import java.util.List;

/** tokenizer.ggml.model "gpt2": byte-pair encoding with merges, on bytes or on characters. */
final class RankedVocabulary {
  private static final String MARK = String.valueOf(WordStarts.MARK);

  private RankedVocabulary() {}

  static Tokenizer build(GgufVocabulary vocabulary, String defaultPre) {
    Keys keys = vocabulary.keys;
    String pre = keys.find("pre", String.class, "a text");
    PreRule rule = PreRule.find(pre == null ? defaultPre : pre);
    if (rule == null) {
      throw keys.wrong("pre", "is " + Shown.of(String.valueOf(pre)), "a known name");
    }
    Fallback fallback = Fallback.of(vocabulary.table, !rule.bytes(), -1, false);
    return new Pipeline(
        vocabulary.table,
        vocabulary.added(),
        rule.marks() ? new Replace(Regex.literal(" "), MARK) : null,
        preTokenizer(rule),
        new Bpe(
            vocabulary.table,
            merges(vocabulary).resolve("", false),
            new Bpe.Options(fallback, false, rule.wholeWords(), "", "")),
        vocabulary.template(rule.addBos(), -1, false, -1),
        decoder(rule, vocabulary));
  }

  private static MergeList merges(GgufVocabulary vocabulary) {
    String wanted = "an array of texts";
    String[] merges = vocabulary.keys.require("merges", String[].class, wanted);
    String where = vocabulary.keys.spec().source() + ": tokenizer.ggml.merges";
    MergeList list = new MergeList(where, vocabulary.table);
    for (String merge : merges) {
      list.add(merge.toCharArray(), 0, merge.length());
    }
    return list;
  }

  private static PreTokenizer preTokenizer(PreRule rule) {
    List<PreTokenizer> stages = new ArrayList<>();
    for (String pattern : rule.patterns()) {
      stages.add(new Split(Regex.compile(pattern), Behavior.ISOLATED, false));
    }
    if (rule.bytes()) {
      stages.add(new ByteLevel());
    }
    return new SplitSequence(stages);
  }

  private static Decoder decoder(PreRule rule, GgufVocabulary vocabulary) {
    return rule.bytes()
        ? new ByteLevelDecoder(vocabulary.addedTexts())
        : new DecodeSequence(
            List.of(new ReplaceDecoder(MARK, " "), new ByteFallbackDecoder(), new Fuse()));
  }
}
