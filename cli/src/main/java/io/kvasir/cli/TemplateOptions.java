package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.tokenizer.template.ChatJson;
import io.kvasir.tokenizer.template.ChatTemplate;
import io.kvasir.tokenizer.template.ChatTemplates;
import io.kvasir.tokenizer.template.TemplateException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which template makes a prompt of a conversation, and what it is given beside the messages. */
final class TemplateOptions {

  @Option(
      names = "--template-file",
      paramLabel = "FILE",
      description = "Take the template (Jinja) from a file instead of the model.")
  private @Nullable Path file;

  @Option(
      names = "--bos",
      paramLabel = "TEXT",
      description = "What the template sees as bos_token. Default: the model's.")
  private @Nullable String begin;

  @Option(
      names = "--eos",
      paramLabel = "TEXT",
      description = "What the template sees as eos_token. Default: the model's.")
  private @Nullable String end;

  @Option(
      names = "--vars",
      paramLabel = "JSON",
      defaultValue = "{}",
      description =
          "More variables of the template as a JSON object, such as '{\"enable_thinking\":"
              + " false}'.")
  private String variables = "{}";

  /**
   * A template that has been read.
   *
   * @param specialTokens texts by variable
   * @param variables more of the user's own
   */
  record Template(
      ChatTemplate template,
      Map<String, String> specialTokens,
      Map<String, @Nullable Object> variables) {}

  boolean hasFile() {
    return file != null;
  }

  /** Reads the template of a model, or of the file; {@code model} may be null only with a file. */
  Template read(@Nullable Path model, boolean tools) {
    Map<String, @Nullable Object> own = ownVariables();
    Optional<ChatTemplates> stated =
        model == null ? Optional.empty() : Kvasir.openChatTemplates(model);
    Map<String, String> tokens = new HashMap<>();
    stated.ifPresent(templates -> tokens.putAll(templates.specialTokens()));
    if (begin != null) {
      tokens.put("bos_token", begin);
    }
    if (end != null) {
      tokens.put("eos_token", end);
    }
    ChatTemplate template =
        file == null
            ? stated.orElseThrow(() -> missing(model)).choose(tools)
            : ChatTemplate.parse(file.toString(), ChatJson.text(file));
    return new Template(template, tokens, own);
  }

  private Map<String, @Nullable Object> ownVariables() {
    try {
      return ChatJson.object("--vars", variables);
    } catch (TemplateException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static TemplateException missing(@Nullable Path model) {
    return new TemplateException(
        model + ": found no chat template, wanted one: give --template-file FILE, or use generate");
  }
}
