package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** Holds a tokenizer against lines that the Hugging Face library wrote. */
final class GoldenLines {
  private GoldenLines() {}

  static void check(Tokenizer tokenizer, Path golden) {
    List<JsonNode> lines = TestFiles.lines(golden);
    assertThat(lines).hasSizeGreaterThan(100);
    for (JsonNode line : lines) {
      check(tokenizer, line);
    }
  }

  private static void check(Tokenizer tokenizer, JsonNode line) {
    String text = line.get("text").asText();
    int[] ids = TestFiles.ints(line.get("ids"));
    int[] special = line.has("ids_special") ? TestFiles.ints(line.get("ids_special")) : ids;
    String decoded = line.has("decoded") ? line.get("decoded").asText() : text;
    String skipped = line.has("decoded_skip") ? line.get("decoded_skip").asText() : decoded;
    assertThat(tokenizer.encode(text, false, true)).as(text).isEqualTo(ids);
    assertThat(tokenizer.encode(text, true, true)).as(text).isEqualTo(special);
    assertThat(tokenizer.explain(text, true, true).ids()).as(text).containsExactly(box(special));
    assertThat(tokenizer.decode(ids, false)).as(text).isEqualTo(decoded);
    assertThat(tokenizer.decode(special, true)).as(text).isEqualTo(skipped);
    assertThat(streamed(tokenizer, ids)).as(text).isEqualTo(decoded);
  }

  private static Integer[] box(int[] ids) {
    Integer[] boxed = new Integer[ids.length];
    for (int i = 0; i < ids.length; i++) {
      boxed[i] = ids[i];
    }
    return boxed;
  }

  private static String streamed(Tokenizer tokenizer, int[] ids) {
    TextStream stream = tokenizer.stream(false);
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(stream.push(id));
    }
    return text.append(stream.finish()).toString();
  }
}
