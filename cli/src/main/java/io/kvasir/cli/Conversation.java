package io.kvasir.cli;

import io.kvasir.model.Kvasir;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.InvalidPromptException;
import io.kvasir.tokenizer.template.ChatRequest;
import io.kvasir.tokenizer.template.ChatTemplates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been said so far, and how the model is asked for what comes next. */
final class Conversation {

  private final Kvasir kvasir;
  private final TemplateOptions.Template template;
  private final GenerateOptions options;
  private final List<Map<String, Object>> opening;
  private final List<Map<String, Object>> messages = new ArrayList<>();

  Conversation(
      Kvasir kvasir,
      TemplateOptions.Template template,
      GenerateOptions options,
      @Nullable String system) {
    this.kvasir = kvasir;
    this.template = template;
    this.options = options;
    this.opening = system == null ? List.of() : List.of(message("system", system));
    forget();
  }

  private static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  /** Starts an answer. The question is kept only when {@link #answered} has been called. */
  Generation ask(String question) {
    List<Map<String, Object>> all = new ArrayList<>(messages);
    all.add(message("user", question));
    ChatRequest request = new ChatRequest(all, null, true, template.variables());
    String prompt = ChatTemplates.render(template.template(), request, template.specialTokens());
    int[] ids = kvasir.tokenizer().encode(prompt, false, true);
    if (ids.length == 0) {
      throw new InvalidPromptException("the chat template made an empty prompt, wanted some text");
    }
    return kvasir.start(ids, options);
  }

  void answered(String question, String answer) {
    messages.add(message("user", question));
    messages.add(message("assistant", answer));
  }

  /** Begins anew, with the system message only. */
  void forget() {
    messages.clear();
    messages.addAll(opening);
  }
}
