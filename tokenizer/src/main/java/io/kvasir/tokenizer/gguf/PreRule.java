package io.kvasir.tokenizer.gguf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a name in tokenizer.ggml.pre stands for; the names are in the resource pre-tokenizers.json.
 *
 * @param names all names that mean this rule
 * @param verified from those names whose ids were compared with the original tokenizer, to what
 *     that was; the others are as llama.cpp's source has them
 * @param patterns cut one after the other; what a pattern finds is a piece of its own
 * @param wholeWords whether a piece that is a token is that token, whatever the merges say
 * @param addBos whether begin of sequence is added if the file does not state it
 * @param bytes whether text is written as byte characters
 * @param marks whether spaces are written as "▁"
 */
record PreRule(
    List<String> names,
    Map<String, String> verified,
    List<String> patterns,
    boolean wholeWords,
    boolean addBos,
    boolean bytes,
    boolean marks) {
  private static final String RESOURCE = "pre-tokenizers.json";

  /** The rule of a name, or null if no rule has it. */
  static @Nullable PreRule find(String name) {
    return all().stream().filter(rule -> rule.names.contains(name)).findFirst().orElse(null);
  }

  /** All rules, in the order of the resource. */
  static List<PreRule> all() {
    try (InputStream in = Objects.requireNonNull(PreRule.class.getResourceAsStream(RESOURCE));
        JsonParser parser = new JsonFactory().createParser(in)) {
      List<PreRule> rules = new ArrayList<>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        rules.add(read(parser));
      }
      return rules;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(RESOURCE, unreadable);
    }
  }

  /** Reads one rule to its end. */
  private static PreRule read(JsonParser parser) throws IOException {
    List<String> names = List.of();
    Map<String, String> verified = Map.of();
    List<String> patterns = List.of();
    boolean wholeWords = false;
    boolean addBos = false;
    boolean bytes = true;
    boolean marks = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "names" -> names = texts(parser);
        case "verified" -> verified = textsByName(parser);
        case "patterns" -> patterns = texts(parser);
        case "wholeWords" -> wholeWords = parser.getBooleanValue();
        case "addBos" -> addBos = parser.getBooleanValue();
        case "bytes" -> bytes = parser.getBooleanValue();
        case "marks" -> marks = parser.getBooleanValue();
        default -> throw new IllegalStateException(RESOURCE + ": unknown field " + field);
      }
    }
    return new PreRule(names, verified, patterns, wholeWords, addBos, bytes, marks);
  }

  private static Map<String, String> textsByName(JsonParser parser) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      texts.put(name, parser.nextTextValue());
    }
    return texts;
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(parser.getText());
    }
    return List.copyOf(texts);
  }
}
