package io.kvasir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What the reference implementation computes for the tiny model. */
final class Golden {

  static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;

  private Golden(JsonNode root) {
    this.root = root;
  }

  static Golden read() throws IOException {
    return new Golden(JSON.readTree(Path.of(Run.TINY, "golden.json").toFile()));
  }

  String promptText() {
    return root.get("prompt_text").asText();
  }

  int[] promptIds() {
    return ids("prompt_ids");
  }

  int[] greedyIds() {
    return ids("greedy_ids");
  }

  private int[] ids(String name) {
    return StreamSupport.stream(root.get(name).spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  double tolerance() {
    return root.get("suggested_tolerance").asDouble();
  }

  /** Logits of one position, (vocabulary). */
  float[] logits(int position) {
    JsonNode tensor = root.get("logits");
    int vocabulary = tensor.get("shape").get(1).asInt();
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(tensor.get("base64").asText()))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] row = new float[vocabulary];
    bytes.asFloatBuffer().get(position * vocabulary, row);
    return row;
  }

  /** Ids as the command line takes them. */
  static String list(int[] ids) {
    return IntStream.of(ids).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }
}
