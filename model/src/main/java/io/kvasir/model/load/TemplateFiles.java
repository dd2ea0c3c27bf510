package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.tokenizer.template.ChatTemplates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a model states its templates for conversations, and the special tokens that they use. */
final class TemplateFiles {
  private static final String DEFAULT = "tokenizer.chat_template";
  private static final String NAMES = "tokenizer.chat_templates";
  private static final String TOKENS = "tokenizer.ggml.tokens";

  /** A template's variables by the keys of the same tokens. The third is written like that. */
  private static final Map<String, String> SPECIAL =
      Map.of(
          "tokenizer.ggml.bos_token_id", "bos_token",
          "tokenizer.ggml.eos_token_id", "eos_token",
          "tokenizer.ggml.seperator_token_id", "sep_token",
          "tokenizer.ggml.unknown_token_id", "unk_token",
          "tokenizer.ggml.padding_token_id", "pad_token",
          "tokenizer.ggml.cls_token_id", "cls_token",
          "tokenizer.ggml.mask_token_id", "mask_token");

  private TemplateFiles() {}

  /** The templates of an opened model. */
  static Optional<ChatTemplates> of(TensorSource source) {
    return Container.of(source.metadata()) == Container.GGUF
        ? in(source.metadata())
        : ChatTemplates.find(Folders.of(source.path()));
  }

  /** The templates of a model whose weights may be missing. */
  static Optional<ChatTemplates> open(Path path) {
    if (!Files.exists(path)) {
      throw ModelFormatException.in(path, "no such file or folder");
    }
    Path name = path.getFileName();
    if (Files.isDirectory(path)
        || (name != null && name.toString().matches(".*\\.(json|safetensors)"))) {
      return ChatTemplates.find(Folders.of(path));
    }
    try (TensorSource source = TensorSource.open(path)) {
      return of(source);
    }
  }

  private static Optional<ChatTemplates> in(Metadata metadata) {
    Map<String, String> templates = new LinkedHashMap<>();
    metadata.findString(DEFAULT).ifPresent(template -> templates.put("default", template));
    if (metadata.has(NAMES)) {
      for (String name : metadata.strings(NAMES)) {
        metadata
            .findString(DEFAULT + "." + name)
            .ifPresent(template -> templates.put(name, template));
      }
    }
    return templates.isEmpty()
        ? Optional.empty()
        : Optional.of(ChatTemplates.of(metadata.source(), templates, specialTokens(metadata)));
  }

  private static Map<String, String> specialTokens(Metadata metadata) {
    Map<String, String> tokens = new LinkedHashMap<>();
    if (metadata.has(TOKENS)) {
      String[] pieces = metadata.strings(TOKENS);
      SPECIAL.forEach((key, variable) -> {
        OptionalInt id = metadata.findInteger(key);
        if (id.isPresent() && id.getAsInt() >= 0 && id.getAsInt() < pieces.length) {
          tokens.put(variable, pieces[id.getAsInt()]);
        }
      });
    }
    return tokens;
  }
}
