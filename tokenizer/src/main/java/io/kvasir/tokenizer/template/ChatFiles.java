package io.kvasir.tokenizer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the chat templates in a folder of a model, where transformers does. */
final class ChatFiles {
  private static final List<String> TOKENS =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  private ChatFiles() {}

  static Optional<ChatTemplates> in(Path folder) {
    Map<String, String> templates = new LinkedHashMap<>();
    Path source = folder.resolve("chat_template.jinja");
    addFile("default", source, templates);
    addFolder(folder.resolve("additional_chat_templates"), templates);
    for (String name : List.of("tokenizer_config.json", "chat_template.json")) {
      JsonNode stated = templates.isEmpty() ? ChatJson.tree(folder.resolve(name)) : null;
      if (stated != null) {
        source = folder.resolve(name);
        addNode(source, stated.path("chat_template"), templates);
      }
    }
    if (templates.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> tokens = new LinkedHashMap<>();
    addTokens(ChatJson.tree(folder.resolve("special_tokens_map.json")), tokens);
    addTokens(ChatJson.tree(folder.resolve("tokenizer_config.json")), tokens);
    return Optional.of(ChatTemplates.of(source.toString(), templates, tokens));
  }

  private static void addFile(String name, Path file, Map<String, String> templates) {
    if (Files.isRegularFile(file)) {
      templates.put(name, ChatJson.text(file));
    }
  }

  private static void addFolder(Path folder, Map<String, String> templates) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jinja")) {
          addFile(name.substring(0, name.length() - ".jinja".length()), file, templates);
        }
      }
    } catch (IOException e) {
      throw new TemplateException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static void addNode(Path file, JsonNode node, Map<String, String> templates) {
    if (node.isTextual()) {
      templates.put("default", node.textValue());
    } else if (node.isArray()) {
      for (JsonNode named : node) {
        if (!named.path("name").isTextual() || !named.path("template").isTextual()) {
          throw wrong(file, "an array with other things");
        }
        templates.put(named.path("name").textValue(), named.path("template").textValue());
      }
    } else if (!node.isMissingNode() && !node.isNull()) {
      throw wrong(file, "a JSON " + node.getNodeType());
    }
  }

  private static TemplateException wrong(Path file, String found) {
    return new TemplateException(
        file
            + ": chat_template: found "
            + found
            + ", wanted a text or an array of objects with name and template");
  }

  /** A token is a text, or an object that says more about it. */
  private static void addTokens(@Nullable JsonNode config, Map<String, String> tokens) {
    if (config == null) {
      return;
    }
    for (String name : TOKENS) {
      JsonNode token = config.path(name);
      JsonNode text = token.isObject() ? token.path("content") : token;
      if (text.isTextual()) {
        tokens.put(name, text.textValue());
      }
    }
  }
}
