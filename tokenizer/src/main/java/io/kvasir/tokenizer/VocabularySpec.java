package io.kvasir.tokenizer;

import java.util.Map;

/**
 * A vocabulary as pure data: what the keys {@code tokenizer.ggml.*} of a GGUF file state (see the
 * GGUF specification, "Tokenizer").
 *
 * @param source the file's name, for messages
 * @param values by key without {@code tokenizer.ggml.}: "model", "pre", "tokens", "scores",
 *     "token_type", "merges", "bos_token_id", "add_bos_token" and so on. A value is a String,
 *     Boolean or Number, or an array String[], float[], int[] or byte[]; keys that no tokenizer
 *     needs are ignored. The arrays are not copied: who hands them over no longer changes them.
 */
public record VocabularySpec(String source, Map<String, Object> values) {
  /** Copies the map. */
  public VocabularySpec {
    values = Map.copyOf(values);
  }
}
