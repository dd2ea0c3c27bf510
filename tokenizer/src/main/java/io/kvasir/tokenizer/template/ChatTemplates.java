package io.kvasir.tokenizer.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The chat templates that come with one model, mostly a single one, and its special tokens.
 * Immutable.
 */
public final class ChatTemplates {
  private static final String DEFAULT = "default";
  private static final String WITH_TOOLS = "tool_use";

  private final String source;
  private final Map<String, String> templates;
  private final Map<String, String> specialTokens;

  private ChatTemplates(
      String source, Map<String, String> templates, Map<String, String> specialTokens) {
    this.source = source;
    this.templates = new LinkedHashMap<>(templates);
    this.specialTokens = Map.copyOf(specialTokens);
  }

  /**
   * From where else than a folder: a GGUF file, for example.
   *
   * @param source of the templates, for messages
   * @param templates their Jinja source by name; the usual one is called {@code default}, one for
   *     tools {@code tool_use}
   * @param specialTokens texts by variable: {@code bos_token}, {@code eos_token} and so on; those
   *     that the model does not have are missing
   * @return the templates
   */
  public static ChatTemplates of(
      String source, Map<String, String> templates, Map<String, String> specialTokens) {
    return new ChatTemplates(source, templates, specialTokens);
  }

  /**
   * The usual case of one template.
   *
   * @param source of the template, for messages
   * @param template its Jinja source
   * @param specialTokens as above
   * @return the template
   */
  public static ChatTemplates of(
      String source, String template, Map<String, String> specialTokens) {
    return new ChatTemplates(source, Map.of(DEFAULT, template), specialTokens);
  }

  /**
   * Looks into a Hugging Face folder: {@code chat_template.jinja} and {@code
   * additional_chat_templates/*.jinja} if they are there, otherwise {@code chat_template} of {@code
   * tokenizer_config.json} or {@code chat_template.json}, which holds one template or a list of
   * named ones; special tokens of {@code tokenizer_config.json} and {@code
   * special_tokens_map.json}.
   *
   * @param folder of the model
   * @return the templates, if the model has any
   * @throws TemplateException if one of these files cannot be read
   */
  public static Optional<ChatTemplates> find(Path folder) {
    return ChatFiles.in(folder);
  }

  /**
   * Reads the template for a conversation.
   *
   * @param tools whether the conversation has tools
   * @return the one for tools if there are tools and it exists, otherwise the default
   * @throws TemplateException if there is none, or it cannot be read
   */
  public ChatTemplate choose(boolean tools) {
    String name = tools && templates.containsKey(WITH_TOOLS) ? WITH_TOOLS : DEFAULT;
    String template = templates.get(name);
    if (template == null) {
      throw new TemplateException(
          source
              + ": chat template: found "
              + String.join(", ", new TreeSet<>(templates.keySet()))
              + ", wanted default");
    }
    return ChatTemplate.parse(
        templates.size() == 1 ? source : source + " (" + name + ")", template);
  }

  /**
   * The texts of special tokens by the variable that a template sees: {@code bos_token} and so on.
   *
   * @return an immutable map
   */
  public Map<String, String> specialTokens() {
    return specialTokens;
  }

  /**
   * The prompt for a conversation, with the variables that transformers passes.
   *
   * @param request the conversation
   * @return the prompt; it contains all special tokens, so the tokenizer has to recognise them and
   *     to add none
   * @throws TemplateException if there are no messages, or the template cannot be read or fails
   */
  public String render(ChatRequest request) {
    return render(choose(request.tools() != null), request, specialTokens);
  }

  /**
   * The same with any template.
   *
   * @param template the template
   * @param request the conversation
   * @param specialTokens texts by variable, as above
   * @return the prompt
   * @throws TemplateException if there are no messages or the template fails
   */
  public static String render(
      ChatTemplate template, ChatRequest request, Map<String, String> specialTokens) {
    if (request.messages().isEmpty()) {
      throw new TemplateException("messages: found none, wanted at least one");
    }
    return template.render(request.withTokens(specialTokens));
  }
}
