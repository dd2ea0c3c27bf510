package io.kvasir.tokenizer.gguf;

import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.VocabularySpec;
import io.kvasir.tokenizer.pipeline.Shown;
import org.jspecify.annotations.Nullable;

/** Typed access to what a file states, with messages that name file and key. */
record Keys(VocabularySpec spec) {
  static final String PREFIX = "tokenizer.ggml.";

  <T> @Nullable T find(String key, Class<T> type, String wanted) {
    Object value = spec.values().get(key);
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    String found = value instanceof String text ? Shown.of(text) : value.getClass().getSimpleName();
    throw wrong(key, "is " + found, wanted);
  }

  <T> T require(String key, Class<T> type, String wanted) {
    T value = find(key, type, wanted);
    if (value == null) {
      throw wrong(key, "is missing", wanted);
    }
    return value;
  }

  String string(String key) {
    return require(key, String.class, "a text");
  }

  boolean flag(String key, boolean otherwise) {
    Boolean value = find(key, Boolean.class, "true or false");
    return value == null ? otherwise : value;
  }

  /** An array with one entry per token, or null. */
  <T> @Nullable T perToken(String key, Class<T> type, int tokens) {
    T array = find(key, type, "an array of " + tokens);
    if (array != null && java.lang.reflect.Array.getLength(array) != tokens) {
      throw wrong(
          key,
          "has " + java.lang.reflect.Array.getLength(array) + " entries",
          tokens + " as tokens");
    }
    return array;
  }

  /** A token's id, or what holds where the key is missing; -1 for none. */
  int id(String key, int otherwise) {
    Number value = find(key, Number.class, "a token id");
    return value == null
        ? otherwise
        : (int) Math.max(-1, Math.min(value.longValue(), Integer.MAX_VALUE));
  }

  /** The id of a token that is put around texts. */
  int idInUse(String key, int otherwise, int tokens) {
    int id = id(key, otherwise);
    if (id < 0 || id >= tokens) {
      Object value = spec.values().get(key);
      throw wrong(
          key,
          value == null ? "is missing" : "is " + value,
          "a token from 0 to " + (tokens - 1) + ", for it is added to every text");
    }
    return id;
  }

  TokenizerFormatException wrong(String key, String found, String wanted) {
    return new TokenizerFormatException(
        spec.source() + ": " + PREFIX + key + " " + found + ", wanted " + wanted);
  }
}
