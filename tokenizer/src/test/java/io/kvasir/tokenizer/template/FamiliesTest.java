package io.kvasir.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Templates of our own with the constructs of each family, over conversations with all kinds of
 * messages.
 */
class FamiliesTest {
  private static final JsonNode GOLDEN = Goldens.json(Goldens.text("families/golden.json"));
  private static final JsonNode CONVERSATIONS =
      Goldens.json(Goldens.text("families/conversations.json"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deepseek",
        "gemma2",
        "gemma3",
        "gpt-oss",
        "granite",
        "llama2",
        "llama3",
        "mistral",
        "phi",
        "qwen2.5",
        "qwen3",
        "smollm2",
        "smollm3"
      })
  void everyConversationRendersAsInTransformers(String family) {
    ChatTemplate template =
        ChatTemplate.parse(family, Goldens.text("families/" + family + ".jinja"));
    int rendered = 0;

    for (JsonNode golden : GOLDEN.get(family)) {
      Map<String, @Nullable Object> variables = variables(golden);
      if (golden.has("error")) {
        List<String> errors = new ArrayList<>();
        assertThat(Goldens.render(Goldens.text("families/" + family + ".jinja"), variables, errors))
            .isNull();
        assertThat(errors.getFirst()).startsWith("t:").doesNotContain("not supported");
      } else {
        assertThat(template.render(variables, Limits.DEFAULT, Goldens.CLOCK))
            .as(golden.get("conversation").textValue())
            .isEqualTo(golden.get("rendered").textValue());
        rendered++;
      }
    }

    assertThat(rendered).isGreaterThan(6);
  }

  private static Map<String, @Nullable Object> variables(JsonNode golden) {
    JsonNode conversation = CONVERSATIONS.get(golden.get("conversation").textValue());
    ChatRequest request =
        new ChatRequest(
            list(conversation.get("messages")),
            conversation.has("tools") ? list(conversation.get("tools")) : null,
            golden.get("add_generation_prompt").booleanValue(),
            ChatJson.object(
                "variables",
                conversation.has("variables") ? conversation.get("variables").toString() : "{}"));
    return request.withTokens(Map.of("bos_token", "<s>", "eos_token", "</s>"));
  }

  private static List<@Nullable Object> list(JsonNode array) {
    List<@Nullable Object> list = new ArrayList<>();
    array.forEach(element -> list.add(Goldens.plain(element)));
    return list;
  }
}
