package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.model.Bpe;
import io.kvasir.tokenizer.model.Fallback;
import io.kvasir.tokenizer.model.RankedMerges;
import io.kvasir.tokenizer.model.Unigram;
import io.kvasir.tokenizer.model.WordLevel;
import io.kvasir.tokenizer.model.WordPiece;
import io.kvasir.tokenizer.model.WordStarts;
import io.kvasir.tokenizer.pipeline.Model;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Shown;
import io.kvasir.tokenizer.split.SplitSequence;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The section "model". */
final class ModelReader {
  private final ModelSource source;
  private final Section options;
  private final TokenTable table;
  private boolean cutsAtWordStarts;

  ModelReader(ModelSource source, TokenTable table) {
    this.source = source;
    this.options = source.options();
    this.table = table;
  }

  Model model() {
    return switch (source.type()) {
      case "BPE" -> bpe();
      case "Unigram" -> unigram();
      case "WordPiece" -> wordPiece();
      case "WordLevel" -> new WordLevel(table, requireUnknown());
      default -> throw options.unsupported("model");
    };
  }

  private Model wordPiece() {
    return new WordPiece(
        table,
        requireUnknown(),
        options.string("continuing_subword_prefix", "##"),
        options.has("max_input_chars_per_word")
            ? options.integer("max_input_chars_per_word")
            : 100);
  }

  private Model unigram() {
    double[] scores = source.scores();
    if (scores.length < table.size()) {
      throw options.wrong("vocab", "is an object", "a list of tokens and scores");
    }
    int unknown = options.has("unk_id") ? options.integer("unk_id") : -1;
    if (unknown >= scores.length) {
      throw options.wrong("unk_id", "is " + unknown, "a token below " + scores.length);
    }
    boolean[] usable = new boolean[scores.length];
    Arrays.fill(usable, true);
    return new Unigram(
        table,
        scores,
        usable,
        Arrays.stream(scores).min().orElse(0),
        Fallback.of(table, options.flag("byte_fallback", false), unknown, true));
  }

  private int requireUnknown() {
    int unknown = unknown();
    if (unknown < 0) {
      throw options.wrong("unk_token", "is missing", "a token of the vocabulary");
    }
    return unknown;
  }

  private Model bpe() {
    if (options.values().get("dropout") instanceof Number dropout && dropout.doubleValue() != 0) {
      throw options.wrong("dropout", "is " + dropout, "none: it makes ids random");
    }
    String continuation = options.string("continuing_subword_prefix", "");
    String wordEnd = options.string("end_of_word_suffix", "");
    boolean wholeWords = options.flag("ignore_merges", false);
    Fallback fallback =
        Fallback.of(
            table,
            options.flag("byte_fallback", false),
            unknown(),
            options.flag("fuse_unk", false));
    RankedMerges merges = source.merges().resolve(continuation, true);
    cutsAtWordStarts =
        continuation.isEmpty()
            && wordEnd.isEmpty()
            && !wholeWords
            && WordStarts.areSafe(table, fallback, merges);
    return new Bpe(
        table, merges, new Bpe.Options(fallback, true, wholeWords, continuation, wordEnd));
  }

  /** The unknown token, or -1 if the file names none. */
  private int unknown() {
    if (!options.has("unk_token")) {
      return -1;
    }
    String token = options.string("unk_token");
    int id = table.find(token);
    if (id < 0) {
      throw options.wrong("unk_token", "is " + Shown.of(token), "a token of the vocabulary");
    }
    return id;
  }

  /** The pre-tokenizer, and what the model allows to cut beyond it. */
  @Nullable PreTokenizer cuts(@Nullable PreTokenizer preTokenizer) {
    if (!cutsAtWordStarts) {
      return preTokenizer;
    }
    WordStarts starts = new WordStarts(table);
    return preTokenizer == null ? starts : new SplitSequence(List.of(preTokenizer, starts));
  }
}
