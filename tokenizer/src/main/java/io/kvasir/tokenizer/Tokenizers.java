package io.kvasir.tokenizer;

import io.kvasir.tokenizer.gguf.GgufTokenizer;
import io.kvasir.tokenizer.json.JsonTokenizer;
import io.kvasir.tokenizer.sentencepiece.SentencePieceFile;
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
   * Reads the {@code tokenizer.model} of SentencePiece.
   *
   * @param file the file
   * @param addBos whether begin of sequence is added to texts; a model's tokenizer_config.json says
   *     so as add_bos_token, and Llama's default is true
   * @param addEos whether end of sequence is added to texts
   * @return the tokenizer
   * @throws TokenizerFormatException if the file is missing, damaged, or asks for what is not built
   */
  public static Tokenizer fromSentencePiece(Path file, boolean addBos, boolean addEos) {
    return SentencePieceFile.read(file, addBos, addEos);
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
