package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts from conversations, in the program's own process. */
class TemplateCommandTest {

  @TempDir Path temporary;
  private String messages = "";
  private String jinja = "";

  @BeforeEach
  void write() throws IOException {
    messages = file("m.json", "[{\"role\": \"user\", \"content\": \"Höi\"}]");
    jinja =
        file(
            "t.jinja",
            "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{{ eos_token }}{%"
                + " endfor %}{% if tools %}{{ tools|tojson }}{% endif %}{{ x }}{% if"
                + " add_generation_prompt %}<bot>{% endif %}\n\n");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(temporary.resolve(name), text).toString();
  }

  @Test
  void aTemplateFromAFilePrintsThePromptAndNothingElse() {
    Run.Result result =
        Run.of(
            "template",
            "--template-file",
            jinja,
            "--messages",
            messages,
            "--bos",
            "[B]",
            "--eos",
            "");

    assertThat(result.out()).isEqualTo("[B]<user>Höi<bot>");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void optionsReachTheTemplate() throws IOException {
    String tools = file("tools.json", "[{\"b\": 1, \"a\": 1.0}]");

    assertThat(
            Run.of(
                    "template",
                    "--template-file",
                    jinja,
                    "--messages",
                    messages,
                    "--tools",
                    tools,
                    "--vars",
                    "{\"x\": \"own\"}",
                    "--no-generation-prompt")
                .out())
        .isEqualTo("<user>Höi[{\"b\": 1, \"a\": 1.0}]own");
  }

  @Test
  void messagesMayComeFromStandardInput() {
    assertThat(
            new Run()
                .input("[{\"role\": \"user\", \"content\": \"a\"}]\n")
                .with("template", "--template-file", jinja, "--messages", "-")
                .out())
        .isEqualTo("<user>a<bot>");
  }

  @Test
  void theModelsOwnTemplateAndTokensAreUsed() throws IOException {
    Path model =
        Models.withTemplate(temporary.resolve("model"), "{{ bos_token }}{{ messages[0].content }}");

    Run.Result text = Run.of("template", "-m", model.toString(), "--messages", messages);
    Run.Result ids = Run.of("template", "-m", model.toString(), "--messages", messages, "--ids");
    Run.Result expected =
        Run.of("tokenize", "-m", model.toString(), "--no-special", "--json", text.out());

    assertThat(text.out()).isEqualTo("<s>Höi");
    assertThat(ids.out()).matches("1,[0-9,]+\n");
    assertThat(expected.out()).contains("[" + ids.out().strip() + "]");
  }

  @Test
  void aModelWithoutATemplateIsToldSo() {
    Run.Result result = Run.of("template", "-m", Run.TINY, "--messages", messages);

    assertThat(result.err()).contains("tiny-llama").contains("no chat template").hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void errorsAreOneLineWithTemplateAndLine() throws IOException {
    String wrong = file("wrong.jinja", "a\n{% include 'x' %}");
    String refuses = file("refuses.jinja", "a{{ raise_exception('no\\nway') }}");

    Run.Result unsupported = Run.of("template", "--template-file", wrong, "--messages", messages);
    Run.Result refused = Run.of("template", "--template-file", refuses, "--messages", messages);

    assertThat(unsupported.err())
        .isEqualTo("kvasir: " + wrong + ":2: tag 'include' is not supported\n");
    assertThat(refused.err())
        .isEqualTo("kvasir: " + refuses + ":1: the template refuses: no\\nway\n");
    assertThat(refused.out()).isEmpty();
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(Run.of("template", "--template-file", jinja, "--messages", "none.json").exit())
        .isEqualTo(1);
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(Run.of("template", "--template-file", jinja).exit()).isEqualTo(2);
    assertThat(Run.of("template").exit()).isEqualTo(2);
  }

  @Test
  void withoutAModelTheSmallOneIsTaken() {
    assertThat(Run.of("template", "--messages", messages).exit()).isZero();
    assertThat(Run.of("template", "--template-file", jinja, "--messages", messages, "--ids").out())
        .matches("\\d+(,\\d+)*\n");
  }
}
