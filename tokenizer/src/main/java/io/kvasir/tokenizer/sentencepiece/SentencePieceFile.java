package io.kvasir.tokenizer.sentencepiece;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.VocabularySpec;
import io.kvasir.tokenizer.gguf.GgufTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * SentencePiece's ModelProto (sentencepiece_model.proto). It states what a GGUF file states of the
 * same vocabulary, so it becomes those keys.
 */
public final class SentencePieceFile {
  private static final int UNIGRAM = 1;
  private static final int BPE = 2;

  private final String file;
  private String[] tokens = new String[1024];
  private float[] scores = new float[1024];
  private int[] types = new int[1024];
  private int size;
  private int modelType = UNIGRAM;
  private final Map<String, Object> keys = new HashMap<>();

  private SentencePieceFile(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param path a tokenizer.model
   * @param addBos whether begin of sequence is added to texts
   * @param addEos whether end of sequence is added to texts
   * @return the tokenizer
   * @throws TokenizerFormatException if the file is missing, damaged, or asks for what is not built
   */
  public static Tokenizer read(Path path, boolean addBos, boolean addEos) {
    SentencePieceFile reader = new SentencePieceFile(path.toString());
    try {
      byte[] bytes = Files.readAllBytes(path);
      reader.readModel(new ProtoReader(bytes, 0, bytes.length));
    } catch (NoSuchFileException missing) {
      throw new TokenizerFormatException(path + ": not found, wanted a tokenizer.model", missing);
    } catch (IllegalArgumentException malformed) {
      throw new TokenizerFormatException(
          path + ": is no SentencePiece model: " + malformed.getMessage(), malformed);
    } catch (IOException unreadable) {
      throw new TokenizerFormatException(path + ": cannot be read: " + unreadable, unreadable);
    }
    return GgufTokenizer.build(reader.spec(addBos, addEos));
  }

  private VocabularySpec spec(boolean addBos, boolean addEos) {
    if (modelType != UNIGRAM && modelType != BPE) {
      throw new TokenizerFormatException(
          file + ": trainer_spec.model_type is " + modelType + ", wanted 1 (unigram) or 2 (bpe)");
    }
    keys.put("model", modelType == BPE ? "llama" : "t5");
    keys.put("tokens", Arrays.copyOf(tokens, size));
    keys.put("scores", Arrays.copyOf(scores, size));
    keys.put("token_type", Arrays.copyOf(types, size));
    keys.put("add_bos_token", addBos);
    keys.put("add_eos_token", addEos);
    keys.putIfAbsent("add_space_prefix", true);
    keys.putIfAbsent("remove_extra_whitespaces", true);
    keys.putIfAbsent("unknown_token_id", 0);
    keys.putIfAbsent("bos_token_id", 1);
    keys.putIfAbsent("eos_token_id", 2);
    return new VocabularySpec(file, keys);
  }

  private void readModel(ProtoReader in) {
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> readPiece(in.message());
        case 2 -> readTrainer(in.message());
        case 3 -> readNormalizer(in.message());
        default -> {}
      }
    }
  }

  private void readPiece(ProtoReader in) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
      scores = Arrays.copyOf(scores, size * 2);
      types = Arrays.copyOf(types, size * 2);
    }
    tokens[size] = "";
    types[size] = 1;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> tokens[size] = in.text();
        case 2 -> scores[size] = in.floating();
        case 3 -> types[size] = (int) in.number();
        default -> {}
      }
    }
    size++;
  }

  private void readTrainer(ProtoReader in) {
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 3 -> modelType = (int) in.number();
        case 40 -> keys.put("unknown_token_id", (int) in.number());
        case 41 -> keys.put("bos_token_id", (int) in.number());
        case 42 -> keys.put("eos_token_id", (int) in.number());
        default -> {}
      }
    }
  }

  private void readNormalizer(ProtoReader in) {
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 2 -> keys.put("precompiled_charsmap", in.bytes());
        case 3 -> keys.put("add_space_prefix", in.number() != 0);
        case 4 -> keys.put("remove_extra_whitespaces", in.number() != 0);
        default -> {}
      }
    }
  }
}
