package io.kvasir.model.load;

import io.kvasir.model.weights.TensorSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a model states its template for conversations. */
final class ChatTemplates {
  private static final String KEY = "chat_template";

  private ChatTemplates() {}

  static Optional<String> of(TensorSource source) {
    if (Container.of(source.metadata()) == Container.GGUF) {
      return source.metadata().findString("tokenizer." + KEY);
    }
    Path file = Folders.of(source.path()).resolve("chat_template.jinja");
    if (Files.isRegularFile(file)) {
      return Optional.of(new String(Folders.bytes(file), StandardCharsets.UTF_8));
    }
    return in(source.path(), "tokenizer_config.json")
        .or(() -> in(source.path(), "chat_template.json"));
  }

  private static Optional<String> in(Path model, String name) {
    return Folders.json(model, name).flatMap(config -> template(config.get(KEY)));
  }

  /** One template, or a list of named ones of which the default counts. */
  private static Optional<String> template(@Nullable Object stated) {
    if (stated instanceof List<?> list) {
      return list.stream()
          .filter(one -> one instanceof Map<?, ?> map && "default".equals(map.get("name")))
          .findFirst()
          .flatMap(one -> template(((Map<?, ?>) one).get("template")));
    }
    return stated instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
