package io.kvasir.tokenizer.template;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages, tools and variables from JSON, as the plain Java values that a template is rendered
 * with.
 */
public final class ChatJson {
  /** As Python reads JSON: NaN and Infinity are numbers. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final long LARGEST = 64 << 20;

  private ChatJson() {}

  /**
   * Messages or tools.
   *
   * @param file UTF-8 JSON, an array
   * @return its elements
   * @throws TemplateException if the file cannot be read or is no array
   */
  public static List<@Nullable Object> list(Path file) {
    return list(file.toString(), text(file));
  }

  /**
   * Messages or tools.
   *
   * @param what names the source in messages
   * @param json an array
   * @return its elements
   * @throws TemplateException if it is no array
   */
  @SuppressWarnings("unchecked") // Jackson makes lists of anything
  public static List<@Nullable Object> list(String what, String json) {
    return (List<@Nullable Object>) read(what, json, List.class, "an array");
  }

  /**
   * More variables of a template.
   *
   * @param what names the source in messages
   * @param json an object
   * @return its members in order
   * @throws TemplateException if it is no object
   */
  @SuppressWarnings("unchecked") // Jackson makes maps from texts to anything
  public static Map<String, @Nullable Object> object(String what, String json) {
    return (Map<String, @Nullable Object>) read(what, json, Map.class, "an object");
  }

  private static Object read(String what, String json, Class<?> type, String wanted) {
    try {
      Object value = json.isBlank() ? "" : JSON.readValue(json, Object.class);
      if (type.isInstance(value)) {
        return value;
      }
      throw new TemplateException(
          what + ": found " + (json.isBlank() ? "nothing" : kind(value)) + ", wanted " + wanted);
    } catch (JsonProcessingException e) {
      throw malformed(what, e);
    }
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case List<?> list -> "an array";
      case Map<?, ?> map -> "an object";
      case String text -> "a text";
      default -> value.toString();
    };
  }

  /** Jackson's message without what it says of its own classes and settings. */
  private static TemplateException malformed(String what, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
    String message = String.valueOf(e.getOriginalMessage()).replaceAll(" ?\\((start|for) .*", "");
    return new TemplateException(what + ": malformed JSON" + place + ": " + message, e);
  }

  /** The file as a tree, or null if there is no such file. */
  static @Nullable JsonNode tree(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      return JSON.readTree(text(file));
    } catch (JsonProcessingException e) {
      throw malformed(file.toString(), e);
    }
  }

  /**
   * A whole text file.
   *
   * @param file UTF-8
   * @return its text
   * @throws TemplateException if the file cannot be read or is no UTF-8
   */
  public static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new TemplateException(
            file + ": found " + Files.size(file) + " bytes, wanted at most " + LARGEST);
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new TemplateException(file + ": found bytes that are no UTF-8, wanted text", e);
    } catch (NoSuchFileException e) {
      throw new TemplateException(file + ": found no such file, wanted one", e);
    } catch (IOException e) {
      throw new TemplateException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
