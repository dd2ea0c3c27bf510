package io.kvasir.model.weights.safetensors;

import static io.kvasir.model.weights.ModelFormatException.printable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kvasir.model.weights.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code model.safetensors.index.json}: which shard holds which tensor. */
record ShardIndex(Path file, Map<String, String> shardOfTensor) {
  static final String NAME = "model.safetensors.index.json";
  private static final long MOST_BYTES = 1 << 26;
  private static final int MOST_TENSORS = 1 << 18;

  static ShardIndex read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw ModelFormatException.in(file, "has " + size + " bytes, wanted at most " + MOST_BYTES);
      }
      Map<String, String> map = Json.object(file, "", in, parser -> index(parser, file));
      if (map.isEmpty()) {
        throw ModelFormatException.in(file, "weight_map is missing or empty");
      }
      return new ShardIndex(file, map);
    } catch (IOException e) {
      throw ModelFormatException.in(
          file, "cannot be read: " + printable(String.valueOf(e.getMessage())), e);
    }
  }

  private static Map<String, String> index(JsonParser parser, Path file) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean weightMap = parser.currentName().equals("weight_map");
      parser.nextToken();
      if (weightMap) {
        weightMap(parser, file, map);
      } else {
        parser.skipChildren();
      }
    }
    return map;
  }

  private static void weightMap(JsonParser parser, Path file, Map<String, String> map)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw ModelFormatException.in(file, "weight_map is no object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String tensor = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw ModelFormatException.in(
            file,
            "the shard of "
                + printable(tensor)
                + " is "
                + printable(parser.getText())
                + ", wanted a string");
      }
      if (map.put(tensor, plainName(file, parser.getText())) != null) {
        throw ModelFormatException.in(file, "names tensor " + printable(tensor) + " twice");
      }
      if (map.size() > MOST_TENSORS) {
        throw ModelFormatException.in(file, "names more than " + MOST_TENSORS + " tensors");
      }
    }
  }

  /** The index comes with the model: it must not point at other files of the user. */
  private static String plainName(Path file, String name) {
    boolean plain =
        name.endsWith(".safetensors")
            && name.chars().noneMatch(c -> c < 32 || "/\\:".indexOf(c) >= 0);
    if (!plain) {
      throw ModelFormatException.in(
          file,
          "shard '" + printable(name) + "' is not a plain file name that ends in .safetensors");
    }
    return name;
  }

  SortedSet<String> shards() {
    return new TreeSet<>(shardOfTensor.values());
  }
}
