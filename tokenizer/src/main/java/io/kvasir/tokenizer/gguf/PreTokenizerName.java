package io.kvasir.tokenizer.gguf;

import java.util.List;
import java.util.Optional;

/**
 * A name that stands in tokenizer.ggml.pre: how texts are cut before merging.
 *
 * @param name what llama.cpp's converters write
 * @param comparedWith the original tokenizer whose ids ours were compared with; empty if none was
 *     at hand, so that the rule is what llama.cpp's source says
 */
public record PreTokenizerName(String name, Optional<String> comparedWith) {

  /**
   * All names that are known.
   *
   * @return names in the order of the resource pre-tokenizers.json
   */
  public static List<PreTokenizerName> all() {
    return PreRule.all().stream()
        .flatMap(rule ->
            rule.names().stream()
                .map(name ->
                    new PreTokenizerName(name, Optional.ofNullable(rule.verified().get(name)))))
        .toList();
  }

  /**
   * Looks a name up.
   *
   * @param name what a file states
   * @return the name, or nothing if it is unknown and the file's texts cannot be cut
   */
  public static Optional<PreTokenizerName> find(String name) {
    return all().stream().filter(known -> known.name.equals(name)).findFirst();
  }
}
