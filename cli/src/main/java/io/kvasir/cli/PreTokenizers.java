package io.kvasir.cli;

import io.kvasir.tokenizer.gguf.PreTokenizerName;

/** What is known of the names in tokenizer.ggml.pre. */
final class PreTokenizers {

  static final String KEY = "tokenizer.ggml.pre";

  private PreTokenizers() {}

  static String status(String name) {
    return PreTokenizerName.find(name)
        .map(known ->
            known
                .comparedWith()
                .map(original -> "verified, ids compared with " + original)
                .orElse("not verified, as llama.cpp's source has it"))
        .orElse("unknown, texts are refused");
  }
}
