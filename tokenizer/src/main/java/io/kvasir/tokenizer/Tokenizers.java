package io.kvasir.tokenizer;

import io.kvasir.tokenizer.gguf.GgufTokenizer;
import io.kvasir.tokenizer.json.JsonTokenizer;
import java.nio.file.Path;

/** Where tokenizers come from. All results are immutable and may be shared by threads. */
public final class Tokenizers {
  private Tokenizers() {}

  /**
   * Reads the {@code tokenizer.json} of the Hugging Face tokenizers library.
   *
   * @param file the file
   * @return a tokenizer with the same ids and texts as that library
   * @throws TokenizerFormatException if the file is missing, damaged, or asks for what is not built
   */
  public static Tokenizer fromJson(Path file) {
    return JsonTokenizer.read(file);
  }

  /**
   * Builds what a GGUF file states.
   *
   * @param spec the file's keys
   * @return a tokenizer with the same ids as llama.cpp
   * @throws TokenizerFormatException if a key is missing, damaged, or asks for what is not built
   */
  public static Tokenizer fromSpec(VocabularySpec spec) {
    return GgufTokenizer.build(spec);
  }
}
