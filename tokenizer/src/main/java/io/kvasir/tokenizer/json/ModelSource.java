package io.kvasir.tokenizer.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.model.MergeList;
import io.kvasir.tokenizer.pipeline.Shown;
import io.kvasir.tokenizer.table.TokenTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section "model" as it comes from the stream. */
final class ModelSource {
  private final String file;
  private final Map<String, @Nullable Object> options = new LinkedHashMap<>();
  private final TokenTable.Builder tokens = new TokenTable.Builder();
  private final MergeList merges;
  private boolean hasVocabulary;
  private boolean hasMerges;

  /** (tokens) of a vocabulary that is a list; empty if it is an object. */
  private double[] scores = new double[0];

  private int scored;

  ModelSource(String file) {
    this.file = file;
    this.merges = new MergeList(file + ": model.merges");
  }

  /** Reads the object that the parser stands at. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("model is " + Shown.of(parser.getText()) + ", wanted an object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("vocab") && value == JsonToken.START_OBJECT) {
        readTokens(parser);
      } else if (name.equals("vocab") && value == JsonToken.START_ARRAY) {
        readScoredTokens(parser);
      } else if (name.equals("merges")) {
        readMerges(parser);
      } else {
        options.put(name, JsonValues.read(parser));
      }
    }
  }

  private void readTokens(JsonParser parser) throws IOException {
    hasVocabulary = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String token = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() != JsonParser.NumberType.INT
          || parser.getIntValue() < 0
          || parser.getIntValue() > TokenTable.MAX_ID) {
        throw wrong(
            "model.vocab: the id of "
                + Shown.of(token)
                + " is "
                + Shown.of(parser.getText())
                + ", wanted a number from 0 to "
                + TokenTable.MAX_ID);
      }
      tokens.add(token, parser.getIntValue());
    }
  }

  private void readScoredTokens(JsonParser parser) throws IOException {
    hasVocabulary = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_ARRAY
          || parser.nextToken() != JsonToken.VALUE_STRING) {
        throw wrong("model.vocab[" + scored + "] is no pair of a text and a score");
      }
      if (scored > TokenTable.MAX_ID) {
        throw wrong("model.vocab has too many tokens, wanted at most " + TokenTable.MAX_ID);
      }
      tokens.add(parser.getText(), scored);
      if (!parser.nextToken().isNumeric()) {
        throw wrong("model.vocab[" + scored + "] is no pair of a text and a score");
      }
      if (scored == scores.length) {
        scores = Arrays.copyOf(scores, Math.max(1024, scored * 2));
      }
      scores[scored++] = parser.getDoubleValue();
      if (parser.nextToken() != JsonToken.END_ARRAY) {
        throw wrong("model.vocab[" + (scored - 1) + "] is no pair of a text and a score");
      }
    }
  }

  private void readMerges(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("model.merges is no list");
    }
    hasMerges = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        int from = parser.getTextOffset();
        merges.add(parser.getTextCharacters(), from, from + parser.getTextLength());
      } else {
        readPair(parser);
      }
    }
  }

  private void readPair(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY
        || parser.nextToken() != JsonToken.VALUE_STRING) {
      throw malformedPair(parser);
    }
    int left = parser.getTextOffset();
    merges.addLeft(parser.getTextCharacters(), left, left + parser.getTextLength());
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw malformedPair(parser);
    }
    int right = parser.getTextOffset();
    merges.addRight(parser.getTextCharacters(), right, right + parser.getTextLength());
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw malformedPair(parser);
    }
  }

  private TokenizerFormatException malformedPair(JsonParser parser) throws IOException {
    return wrong(
        "model.merges: "
            + Shown.of(String.valueOf(parser.getText()))
            + " is malformed, wanted two tokens");
  }

  private TokenizerFormatException wrong(String what) {
    return new TokenizerFormatException(file + ": " + what);
  }

  Section options() {
    return new Section(file, "model", options);
  }

  TokenTable table() {
    if (!hasVocabulary) {
      throw wrong("model.vocab is missing, wanted an object or a list");
    }
    return tokens.build();
  }

  MergeList merges() {
    if (!hasMerges) {
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
    return hasMerges
        ? "BPE"
        : scored > 0
            ? "Unigram"
            : options.containsKey("max_input_chars_per_word") ? "WordPiece" : "WordLevel";
  }
}
