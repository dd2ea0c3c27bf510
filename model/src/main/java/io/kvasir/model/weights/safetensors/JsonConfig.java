package io.kvasir.model.weights.safetensors;

import static io.kvasir.model.weights.ModelFormatException.printable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code config.json} and its like. Nested objects become dotted keys ({@code
 * rope_scaling.factor}); a list of scalars stays a list; a list that holds objects or lists gets
 * the index as a key ({@code layers.0.type}).
 *
 * <p>The literal Infinity, which Python writes and JSON lacks, is read: configurations use it for
 * "no limit". NaN is refused.
 */
public final class JsonConfig {
  private static final long MOST_BYTES =
      1 << 22; // usual are some kB, with lists of modules some 100 kB
  private static final int MOST_VALUES = 200_000;
  private static final int MOST_LEVELS = 32;
  private static final long MOST_KEY_CHARACTERS =
      1 << 23; // flattened keys repeat what they nest in

  private final Path file;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private int count;
  private long keyCharacters;

  private JsonConfig(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param file a JSON file of at most 4 MiB
   * @return its values by dotted key
   * @throws ModelFormatException if it is missing, too long, no JSON object, or states a key twice
   */
  public static Metadata read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw ModelFormatException.in(file, "no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw ModelFormatException.in(file, "has " + size + " bytes, wanted at most " + MOST_BYTES);
      }
      JsonConfig config = new JsonConfig(file);
      Json.object(file, "", in, parser -> config.object(parser, "", 1));
      return new Metadata(printable(file), config.values);
    } catch (IOException e) {
      throw ModelFormatException.in(
          file, "cannot be read: " + printable(String.valueOf(e.getMessage())), e);
    }
  }

  private Map<String, Object> object(JsonParser parser, String prefix, int level)
      throws IOException {
    if (level > MOST_LEVELS) {
      throw tooDeep();
    }
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      if (!names.add(parser.currentName())) {
        throw ModelFormatException.in(file, "states " + printable(key) + " twice");
      }
      parser.nextToken();
      value(parser, key, level);
    }
    return values;
  }

  private void value(JsonParser parser, String key, int level) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, key + ".", level + 1);
      case START_ARRAY -> array(parser, key, level + 1);
      default -> put(key, scalar(parser, key));
    }
  }

  /** Collects scalars; at the first element that is none, all elements get keys of their own. */
  private void array(JsonParser parser, String key, int level) throws IOException {
    if (level > MOST_LEVELS) {
      throw tooDeep();
    }
    List<Object> scalars = new ArrayList<>();
    int index = 0;
    boolean flat = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (flat && parser.currentToken().isStructStart()) {
        flat = false;
        for (int i = 0; i < scalars.size(); i++) {
          put(key + "." + i, scalars.get(i));
        }
      }
      if (flat) {
        scalars.add(scalar(parser, key));
      } else {
        value(parser, key + "." + index, level);
      }
      index++;
    }
    if (flat) {
      put(key, scalars);
    }
  }

  private Object scalar(JsonParser parser, String key) throws IOException {
    if (++count > MOST_VALUES) {
      throw ModelFormatException.in(file, "has more than " + MOST_VALUES + " values");
    }
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue(), key);
      default -> Metadata.Null.NULL;
    };
  }

  private Double finite(double number, String key) {
    if (Double.isNaN(number)) {
      throw ModelFormatException.in(file, printable(key) + " is NaN, wanted a finite number");
    }
    return number;
  }

  private void put(String key, Object value) {
    keyCharacters += key.length();
    if (keyCharacters > MOST_KEY_CHARACTERS) {
      throw ModelFormatException.in(
          file, "nested keys have more than " + MOST_KEY_CHARACTERS + " characters");
    }
    if (++count > MOST_VALUES) {
      throw ModelFormatException.in(file, "has more than " + MOST_VALUES + " values");
    }
    if (values.put(key, value) != null) {
      throw ModelFormatException.in(file, "states " + printable(key) + " twice");
    }
  }

  private ModelFormatException tooDeep() {
    return ModelFormatException.in(file, "is nested deeper than " + MOST_LEVELS + " levels");
  }
}
