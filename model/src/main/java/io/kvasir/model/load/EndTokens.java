package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that end a text or a turn. A Hugging Face folder states them in {@code config.json},
 * {@code generation_config.json} and {@code tokenizer_config.json}; a GGUF file in three keys, and
 * beyond them by the names of well-known tokens, since many files state only one.
 */
final class EndTokens {
  private static final List<String> GGUF_KEYS =
      List.of(
          "tokenizer.ggml.eos_token_id",
          "tokenizer.ggml.eot_token_id",
          "tokenizer.ggml.eom_token_id");
  private static final String KEY = "eos_token_id";

  /** Names of tokens that mean the end of a turn or text in every vocabulary that has them. */
  private static final List<String> WELL_KNOWN =
      List.of(
          "<|eot_id|>",
          "<|eom_id|>",
          "<|im_end|>",
          "<|end|>",
          "<|return|>",
          "<|call|>",
          "<end_of_turn>",
          "<|endoftext|>",
          "<|end_of_text|>",
          "<|END_OF_TURN_TOKEN|>",
          "<EOT>",
          "<\uff5cend\u2581of\u2581sentence\uff5c>");

  private static final String END_OF_MESSAGE = "<|end|>";

  private EndTokens() {}

  /** With gpt-oss a turn is several messages: {@code <|return|>} or {@code <|call|>} ends it. */
  private static boolean hasChannels(Vocabulary vocabulary) {
    return vocabulary.id("<|return|>").isPresent() && vocabulary.id("<|call|>").isPresent();
  }

  static Set<Integer> of(TensorSource source, Tokenizer tokenizer, int vocabulary) {
    Set<Integer> ids = new TreeSet<>();
    Metadata metadata = source.metadata();
    if (Container.of(metadata) == Container.GGUF) {
      GGUF_KEYS.forEach(
          key -> add(metadata.has(key) ? metadata.peek(key).orElse(null) : null, ids));
      WELL_KNOWN.stream()
          .filter(piece -> !piece.equals(END_OF_MESSAGE) || !hasChannels(tokenizer.vocabulary()))
          .forEach(piece -> addSpecial(tokenizer.vocabulary(), piece, ids));
    } else {
      add(metadata.has(KEY) ? metadata.peek(KEY).orElse(null) : null, ids);
      Folders.json(source.path(), "generation_config.json")
          .ifPresent(config -> add(config.get(KEY), ids));
      Folders.json(source.path(), "tokenizer_config.json")
          .ifPresent(config -> addNamed(tokenizer.vocabulary(), config.get("eos_token"), ids));
    }
    ids.removeIf(id -> id < 0 || id >= vocabulary); // -1 stands for none; others cannot be chosen
    return ids;
  }

  /** Marks the keys as read. */
  static void readKeys(Metadata metadata) {
    GGUF_KEYS.forEach(metadata::has);
    metadata.has(KEY);
  }

  private static void add(@Nullable Object stated, Set<Integer> ids) {
    switch (stated) {
      case Number n when n.longValue() >= 0 && n.longValue() < Integer.MAX_VALUE ->
          ids.add(n.intValue());
      case Iterable<?> list -> list.forEach(id -> add(id, ids));
      case null, default -> {}
    }
  }

  private static void addSpecial(Vocabulary vocabulary, String piece, Set<Integer> ids) {
    vocabulary.id(piece).stream().filter(vocabulary::isSpecial).forEach(ids::add);
  }

  /** The token is named by its text, or by an object that holds it. */
  private static void addNamed(Vocabulary vocabulary, @Nullable Object token, Set<Integer> ids) {
    Object text = token instanceof Map<?, ?> map ? map.get("content") : token;
    if (text instanceof String piece) {
      addSpecial(vocabulary, piece, ids);
    }
  }
}
