package io.kvasir.tokenizer.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What transformers renders: see src/test/python/make_template_goldens.py. */
final class Goldens {
  /** The time at which the goldens were made to run. */
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Goldens() {}

  static String text(String resource) {
    try (InputStream in = Goldens.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> lines(String resource) {
    List<JsonNode> lines = new ArrayList<>();
    text(resource).lines().forEach(line -> lines.add(json(line)));
    return lines;
  }

  static @Nullable Object plain(JsonNode node) {
    return JSON.convertValue(node, Object.class);
  }

  /** The variables of the hand-written and the random templates. */
  static Map<String, @Nullable Object> variables() {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json(text("variables.json")).properties()) {
      variables.put(entry.getKey(), plain(entry.getValue()));
    }
    return variables;
  }

  /** The text, or null and the message in {@code errors}. */
  static @Nullable String render(
      String template, Map<String, ? extends @Nullable Object> variables, List<String> errors) {
    try {
      return ChatTemplate.parse("t", template).render(variables, Limits.DEFAULT, CLOCK);
    } catch (TemplateException e) {
      errors.add(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
