package io.kvasir.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt is made of, beside the template. All values are plain Java values as in {@link
 * ChatTemplate#render(Map)}.
 *
 * @param messages in order, each a Map with {@code role}, {@code content} and what else the
 *     template reads
 * @param tools descriptions of functions as JSON schemas; null if there are none
 * @param addGenerationPrompt whether the prompt ends with the begin of an answer
 * @param variables more variables of the template; they come before those of the same name that the
 *     model gives
 */
public record ChatRequest(
    List<? extends @Nullable Object> messages,
    @Nullable List<? extends @Nullable Object> tools,
    boolean addGenerationPrompt,
    Map<String, ? extends @Nullable Object> variables) {

  /** Copies the lists and the map, not what they hold. */
  public ChatRequest {
    messages = Collections.unmodifiableList(new ArrayList<>(messages));
    tools = tools == null ? null : Collections.unmodifiableList(new ArrayList<>(tools));
    variables = Collections.unmodifiableMap(new HashMap<>(variables));
  }

  /**
   * For an answer to the last of these messages.
   *
   * @param messages in order
   * @return a request without tools that ends with the begin of an answer
   */
  public static ChatRequest of(List<? extends @Nullable Object> messages) {
    return new ChatRequest(messages, null, true, Map.of());
  }

  /**
   * The variables as transformers passes them: {@code tools} and {@code documents} are null, not
   * missing.
   */
  Map<String, @Nullable Object> withTokens(Map<String, String> specialTokens) {
    Map<String, @Nullable Object> all = new HashMap<>();
    all.put("messages", messages);
    all.put("tools", tools);
    all.put("documents", null);
    all.put("add_generation_prompt", addGenerationPrompt);
    all.putAll(specialTokens);
    all.putAll(variables);
    return all;
  }
}
