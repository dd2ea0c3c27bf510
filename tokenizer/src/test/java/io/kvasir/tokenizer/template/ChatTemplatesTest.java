package io.kvasir.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatTemplatesTest {
  private static final List<Object> MESSAGES = List.of(Map.of("role", "user", "content", "Hi"));

  @TempDir Path folder;

  @Test
  void aTemplateInTheTokenizerConfigIsFound() throws IOException {
    write(
        "tokenizer_config.json",
        "{\"chat_template\": \"{{ bos_token }}{{ messages[0].content }}\", \"bos_token\":"
            + " \"<s>\"}");

    assertThat(found().render(ChatRequest.of(MESSAGES))).isEqualTo("<s>Hi");
  }

  @Test
  void aFileBesideTheConfigComesFirst() throws IOException {
    write(
        "tokenizer_config.json",
        "{\"chat_template\": \"config\", \"eos_token\": {\"content\": \"</s>\", \"special\":"
            + " true}}");
    write("chat_template.jinja", "file{{ eos_token }}\n");

    assertThat(found().render(ChatRequest.of(MESSAGES))).isEqualTo("file</s>");
  }

  @Test
  void theTemplateForToolsIsChosenIfThereAreTools() throws IOException {
    write(
        "tokenizer_config.json",
        "{\"chat_template\": [{\"name\": \"default\", \"template\": \"plain\"}, {\"name\":"
            + " \"tool_use\", \"template\": \"{{ tools[0].name }}\"}]}");
    ChatRequest tools = new ChatRequest(MESSAGES, List.of(Map.of("name", "f")), true, Map.of());

    assertThat(found().render(ChatRequest.of(MESSAGES))).isEqualTo("plain");
    assertThat(found().render(tools)).isEqualTo("f");
  }

  @Test
  void additionalTemplatesAreFilesOfTheirOwn() throws IOException {
    write("chat_template.jinja", "plain");
    Files.createDirectory(folder.resolve("additional_chat_templates"));
    write("additional_chat_templates/tool_use.jinja", "with tools");

    assertThat(found().choose(true).render(Map.of())).isEqualTo("with tools");
    assertThat(found().choose(false).render(Map.of())).isEqualTo("plain");
  }

  @Test
  void aModelWithoutATemplateHasNone() throws IOException {
    assertThat(ChatTemplates.find(folder)).isEmpty();
    write("tokenizer_config.json", "{\"chat_template\": null}");
    assertThat(ChatTemplates.find(folder)).isEmpty();
  }

  @Test
  void specialTokensComeFromBothFiles() throws IOException {
    write("chat_template.jinja", "{{ unk_token }}{{ pad_token is defined }}{{ bos_token }}");
    write("special_tokens_map.json", "{\"unk_token\": \"<unk>\", \"bos_token\": \"old\"}");
    write("tokenizer_config.json", "{\"bos_token\": \"new\", \"pad_token\": null}");

    assertThat(found().render(ChatRequest.of(MESSAGES))).isEqualTo("<unk>Falsenew");
  }

  @Test
  void variablesAreThoseOfTransformers() {
    String template =
        "{{ tools is none }}{{ documents is none }}{{ add_generation_prompt }}{{ bos_token is"
            + " defined }}{{ x }}{{ eos_token }}";
    ChatTemplates templates = ChatTemplates.of("m.gguf", template, Map.of("eos_token", "</s>"));
    ChatRequest request =
        new ChatRequest(MESSAGES, null, false, Map.of("x", 1, "eos_token", "own"));

    assertThat(templates.render(request)).isEqualTo("TrueTrueFalseFalse1own");
  }

  @Test
  void noMessagesAreAnError() {
    ChatTemplates templates = ChatTemplates.of("m.gguf", "x", Map.of());

    assertThatThrownBy(() -> templates.render(ChatRequest.of(List.of())))
        .isInstanceOf(TemplateException.class)
        .hasMessage("messages: found none, wanted at least one");
  }

  @Test
  void errorsNameTheModelAndTheTemplate() {
    ChatTemplates templates =
        ChatTemplates.of("m.gguf", Map.of("tool_use", "{{", "rag", "x"), Map.of());

    assertThatThrownBy(() -> templates.choose(false))
        .hasMessage("m.gguf: chat template: found rag, tool_use, wanted default");
    assertThatThrownBy(() -> templates.choose(true))
        .hasMessageStartingWith("m.gguf (tool_use):1: found");
  }

  @Test
  void wrongFilesGiveOneLine() throws IOException {
    assertWrong(
        "{\"chat_template\": 5}", "chat_template: found a JSON NUMBER, wanted a text or an array");
    assertWrong("{\"chat_template\": [\"x\"]}", "chat_template: found an array with other things");
    assertWrong("{\"chat_template\": ", "malformed JSON in line 1");
    assertWrong("\u0000\n", "malformed JSON in line 1");
    Files.write(folder.resolve("tokenizer_config.json"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> ChatTemplates.find(folder)).hasMessageContaining("no UTF-8");
  }

  private void assertWrong(String config, String message) throws IOException {
    write("tokenizer_config.json", config);

    assertThatThrownBy(() -> ChatTemplates.find(folder))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(folder.resolve("tokenizer_config.json").toString())
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void jsonKeepsTheOrderOfKeysAndTheKindsOfNumbers() throws IOException {
    write(
        "m.json",
        "[{\"z\": 1, \"a\": 1.0, \"b\": 12345678901234567890, \"n\": null, \"t\": true, \"f\":"
            + " NaN}]");
    List<@Nullable Object> list = ChatJson.list(folder.resolve("m.json"));

    assertThat(ChatTemplate.parse("t", "{{ x[0]|tojson }}").render(Map.of("x", list)))
        .isEqualTo(
            "{\"z\": 1, \"a\": 1.0, \"b\": 12345678901234567890, \"n\": null, \"t\": true, \"f\":"
                + " NaN}");
  }

  @Test
  void jsonOfAnotherKindIsRefused() throws IOException {
    write("m.json", "{\"messages\": []}");
    assertThatThrownBy(() -> ChatJson.list(folder.resolve("m.json")))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("wanted an array");
    assertThatThrownBy(() -> ChatJson.object("--vars", "[1]"))
        .hasMessage("--vars: found an array, wanted an object");
    assertThatThrownBy(() -> ChatJson.list("m", "[1,"))
        .hasMessageStartingWith("m: malformed JSON in line 1, column ")
        .hasMessageNotContaining("Source");
    assertThatThrownBy(() -> ChatJson.list("m", " \n"))
        .hasMessage("m: found nothing, wanted an array");
    assertThatThrownBy(() -> ChatJson.object("--vars", "{} {}")).hasMessageStartingWith("--vars: ");
    assertThatThrownBy(() -> ChatJson.list(folder.resolve("none.json")))
        .hasMessageContaining("no such file");
  }

  private ChatTemplates found() {
    return ChatTemplates.find(folder).orElseThrow();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
