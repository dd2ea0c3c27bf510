package io.kvasir.tests.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What an original implementation computed for a model; see the README of the shared fixtures. */
final class Golden {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path model;
  private final JsonNode json;

  private Golden(Path model, Path file) {
    this.model = model;
    try {
      this.json = MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every model folder and GGUF file below a folder that has golden values beside it. */
  static Stream<Golden> below(Path folder) {
    List<Golden> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.equals("golden.json")) {
          found.add(new Golden(Objects.requireNonNull(file.getParent()), file));
        } else if (name.endsWith(".golden.json")) {
          Path gguf = file.resolveSibling(name.replace(".golden.json", ".gguf"));
          if (Files.exists(gguf)) {
            found.add(new Golden(gguf, file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().filter(golden -> golden.json.has("logits"));
  }

  Path model() {
    return model;
  }

  /** The ids that lead to all rows of logits. */
  int[] ids() {
    int[] prompt = promptIds();
    int[] all = Arrays.copyOf(prompt, prompt.length + greedyIds().length);
    System.arraycopy(greedyIds(), 0, all, prompt.length, greedyIds().length);
    return Arrays.copyOf(all, firstRow() + shape("logits")[0]);
  }

  int[] promptIds() {
    return MAPPER.convertValue(json.get("prompt_ids"), int[].class);
  }

  int[] greedyIds() {
    return MAPPER.convertValue(json.get("greedy_ids"), int[].class);
  }

  int firstRow() {
    return json.path("first_row_position").asInt(0);
  }

  double tolerance() {
    if (json.path("suggested_tolerance").isNumber()) {
      return json.get("suggested_tolerance").asDouble();
    }
    float largest = 0;
    for (float logit : floats("logits")) {
      largest = Math.max(largest, Math.abs(logit));
    }
    return 2e-4 * Math.max(1, largest / 10);
  }

  boolean hasAttentions() {
    return json.has("attentions");
  }

  int[] shape(String array) {
    return MAPPER.convertValue(json.get(array).get("shape"), int[].class);
  }

  float[] floats(String array) {
    byte[] bytes = Base64.getDecoder().decode(json.get(array).get("base64").asText());
    float[] floats = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  @Override
  public String toString() {
    int names = model.getNameCount();
    return model.subpath(names - 2, names).toString();
  }
}
