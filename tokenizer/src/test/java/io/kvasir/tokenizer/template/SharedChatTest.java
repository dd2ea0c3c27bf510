package io.kvasir.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The templates of the original models among the fixtures in ../shared. */
@Tag("shared")
class SharedChatTest {
  private static final Path CHAT =
      Path.of(System.getProperty("kvasir.shared", "../shared"), "fixtures", "chat");

  @Test
  void everyRenderingIsThatOfTransformers() throws IOException {
    JsonNode conversations = Goldens.json(Files.readString(CHAT.resolve("conversations.json")));
    int cases = 0;
    for (Path file : files()) {
      JsonNode golden = Goldens.json(Files.readString(file));
      ChatTemplate template =
          ChatTemplate.parse(
              golden.get("name").textValue(), golden.get("chat_template").textValue());
      for (JsonNode example : golden.get("cases")) {
        Map<String, @Nullable Object> variables = variables(golden, conversations, example);
        if (example.has("error")) {
          assertThatThrownBy(() -> template.render(variables))
              .isInstanceOf(TemplateException.class)
              .hasMessageStartingWith(golden.get("name").textValue() + ":")
              .hasMessageNotContaining("\n");
        } else {
          assertThat(template.render(variables))
              .as("%s %s", file, example)
              .isEqualTo(example.get("rendered").textValue());
        }
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(540);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CHAT)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && !file.endsWith("conversations.json"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, @Nullable Object> variables(
      JsonNode golden, JsonNode conversations, JsonNode example) {
    JsonNode conversation = conversations.get(example.get("conversation").textValue());
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("messages", Goldens.plain(conversation.get("messages")));
    variables.put(
        "tools", conversation.has("tools") ? Goldens.plain(conversation.get("tools")) : null);
    variables.put("documents", null);
    variables.put("add_generation_prompt", example.get("add_generation_prompt").booleanValue());
    for (String token : List.of("bos_token", "eos_token")) {
      if (!golden.get(token).isNull()) {
        variables.put(token, golden.get(token).textValue());
      }
    }
    example
        .get("kwargs")
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), Goldens.plain(entry.getValue())));
    return variables;
  }
}
