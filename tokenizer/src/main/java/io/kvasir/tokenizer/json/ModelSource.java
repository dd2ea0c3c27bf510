package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.model.MergeList;
import io.kvasir.tokenizer.pipeline.Shown;
import io.kvasir.tokenizer.table.TokenTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section "model" as it comes from the stream. */
final class ModelSource {
  private final String file;
  private final Map<String, @Nullable Object> options = new LinkedHashMap<>();
  private @Nullable TokenTable table;
  private @Nullable MergeList merges;

  /** (tokens) of a vocabulary that is a list; empty if it is an object. */
  private double[] scores = new double[0];

  private int scored;

  ModelSource(String file) {
    this.file = file;
  }

  /** Reads the value of "model". */
  void read(JsonReader json) {
    if (json.peek() != '{') {
      throw wrong("model is " + shown(json) + ", wanted an object");
    }
    int early = -1;
    json.open('{');
    while (json.more('}')) {
      json.name();
      String name = json.text();
      int value = json.peek();
      if (name.equals("merges") && table == null) {
        early = json.position();
        JsonValues.read(json);
      } else if (name.equals("vocab") && value == '{') {
        table = readTokens(json);
      } else if (name.equals("vocab") && value == '[') {
        table = readScoredTokens(json);
      } else if (name.equals("merges") && table != null) {
        readMerges(json, table);
      } else {
        options.put(name, JsonValues.read(json));
      }
    }
    if (early >= 0 && table != null) {
      readMerges(json.at(early), table);
    }
  }

  private static String shown(JsonReader json) {
    return Shown.of(String.valueOf(JsonValues.read(json)));
  }

  private TokenTable readTokens(JsonReader json) {
    TokenTable.Builder tokens = new TokenTable.Builder();
    json.open('{');
    while (json.more('}')) {
      json.name();
      int id = json.natural();
      if (id < 0 || id > TokenTable.MAX_ID) {
        String token = json.text();
        throw wrong(
            "model.vocab: the id of "
                + Shown.of(token)
                + " is "
                + (id < 0 ? shown(json) : Shown.of("" + id))
                + ", wanted a number from 0 to "
                + TokenTable.MAX_ID);
      }
      tokens.add(json.chars(), 0, json.length(), id);
    }
    return tokens.build();
  }

  private TokenTable readScoredTokens(JsonReader json) {
    TokenTable.Builder tokens = new TokenTable.Builder();
    json.open('[');
    while (json.more(']')) {
      if (scored > TokenTable.MAX_ID) {
        throw wrong("model.vocab has too many tokens, wanted at most " + TokenTable.MAX_ID);
      }
      if (scored == scores.length) {
        scores = Arrays.copyOf(scores, Math.max(1024, scored * 2));
      }
      if (json.peek() != '[' || !readScoredToken(json, tokens)) {
        throw wrong("model.vocab[" + scored + "] is no pair of a text and a score");
      }
      scored++;
    }
    return tokens.build();
  }

  private boolean readScoredToken(JsonReader json, TokenTable.Builder tokens) {
    json.open('[');
    if (!json.more(']') || json.peek() != '"') {
      return false;
    }
    json.string();
    tokens.add(json.chars(), 0, json.length(), scored);
    if (!json.more(']') || !(JsonValues.read(json) instanceof Number score)) {
      return false;
    }
    scores[scored] = score.doubleValue();
    return !json.more(']');
  }

  private void readMerges(JsonReader json, TokenTable vocabulary) {
    if (json.peek() != '[') {
      throw wrong("model.merges is no list");
    }
    MergeList list = new MergeList(file + ": model.merges", vocabulary);
    json.open('[');
    while (json.more(']')) {
      if (json.peek() == '"') {
        json.string();
        list.add(json.chars(), 0, json.length());
      } else if (json.peek() != '[' || !readPair(json, list)) {
        throw wrong("model.merges[" + list.size() + "] is malformed, wanted two tokens");
      }
    }
    merges = list;
  }

  private boolean readPair(JsonReader json, MergeList list) {
    json.open('[');
    if (!json.more(']') || json.peek() != '"') {
      return false;
    }
    json.string();
    list.addLeft(json.chars(), 0, json.length());
    if (!json.more(']') || json.peek() != '"') {
      return false;
    }
    json.string();
    list.addRight(json.chars(), 0, json.length());
    return !json.more(']');
  }

  private TokenizerFormatException wrong(String what) {
    return new TokenizerFormatException(file + ": " + what);
  }

  Section options() {
    return new Section(file, "model", options);
  }

  TokenTable table() {
    if (table == null) {
      throw wrong("model.vocab is missing, wanted an object or a list");
    }
    return table;
  }

  MergeList merges() {
    if (merges == null) {
      throw wrong("model.merges is missing, wanted a list");
    }
    return merges;
  }

  /** (tokens) the scores. */
  double[] scores() {
    return Arrays.copyOf(scores, scored);
  }

  /** The type, or what older files mean that do not state it. */
  String type() {
    if (options.get("type") instanceof String type) {
      return type;
    }
    return merges != null
        ? "BPE"
        : scored > 0
            ? "Unigram"
            : options.containsKey("max_input_chars_per_word") ? "WordPiece" : "WordLevel";
  }
}
