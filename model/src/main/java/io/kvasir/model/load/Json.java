package io.kvasir.model.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a model's small JSON file into maps, lists, texts, numbers and truth values. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /**
   * Reads an object.
   *
   * @param name the file's name, for messages
   * @param bytes the whole file
   * @return its members in order
   */
  static Map<String, @Nullable Object> object(String name, byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      parser.nextToken();
      if (!(value(parser) instanceof Map<?, ?> map)) {
        throw new ModelFormatException(name + ": not a JSON object, wanted one");
      }
      if (parser.nextToken() != null) {
        throw new ModelFormatException(name + ": text after the JSON object");
      }
      return FamilyJson.asObject(map);
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          name
              + ": not valid JSON: "
              + ModelFormatException.printable(String.valueOf(e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw new ModelFormatException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return null;
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          map.put(key, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
