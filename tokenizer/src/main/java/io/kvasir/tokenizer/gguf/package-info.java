/**
 * Tokenizers of GGUF files, from the keys {@code tokenizer.ggml.*}. Ids are those of llama.cpp;
 * where it only approximates the original tokenizer's pattern, the original counts.
 */
@NullMarked
package io.kvasir.tokenizer.gguf;

import org.jspecify.annotations.NullMarked;
