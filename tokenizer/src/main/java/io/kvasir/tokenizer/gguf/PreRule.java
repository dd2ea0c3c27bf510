package io.kvasir.tokenizer.gguf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a name in tokenizer.ggml.pre stands for; the names are in the resource pre-tokenizers.json.
 *
 * @param patterns cut one after the other; what a pattern finds is a piece of its own
 * @param wholeWords whether a piece that is a token is that token, whatever the merges say
 * @param addBos whether begin of sequence is added if the file does not state it
 * @param bytes whether text is written as byte characters
 * @param marks whether spaces are written as "▁"
 */
record PreRule(
    List<String> patterns, boolean wholeWords, boolean addBos, boolean bytes, boolean marks) {
  private static final String RESOURCE = "pre-tokenizers.json";

  /** The rule of a name, or null if no rule has it. */
  static @Nullable PreRule find(String name) {
    try (InputStream in = Objects.requireNonNull(PreRule.class.getResourceAsStream(RESOURCE));
        JsonParser parser = new JsonFactory().createParser(in)) {
      PreRule found = null;
      parser.nextToken();
      while (found == null && parser.nextToken() == JsonToken.START_OBJECT) {
        found = read(parser, name);
      }
      return found;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(RESOURCE, unreadable);
    }
  }

  /** Reads one rule to its end; null if it does not have the name. */
  private static @Nullable PreRule read(JsonParser parser, String name) throws IOException {
    boolean named = false;
    boolean wholeWords = false;
    boolean addBos = false;
    boolean bytes = true;
    boolean marks = false;
    List<String> patterns = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "names" -> named = texts(parser).contains(name);
        case "patterns" -> patterns.addAll(texts(parser));
        case "wholeWords" -> wholeWords = parser.getBooleanValue();
        case "addBos" -> addBos = parser.getBooleanValue();
        case "bytes" -> bytes = parser.getBooleanValue();
        case "marks" -> marks = parser.getBooleanValue();
        default -> throw new IllegalStateException(RESOURCE + ": unknown field " + field);
      }
    }
    return named ? new PreRule(List.copyOf(patterns), wholeWords, addBos, bytes, marks) : null;
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(parser.getText());
    }
    return texts;
  }
}
