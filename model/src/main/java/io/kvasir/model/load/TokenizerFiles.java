package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.ValueList;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.Tokenizers;
import io.kvasir.tokenizer.Vocabulary;
import io.kvasir.tokenizer.VocabularySpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Where a model keeps its tokenizer: in the keys of a GGUF file, or in a file beside the weights.
 */
final class TokenizerFiles {
  private static final String PREFIX = "tokenizer.ggml.";
  private static final String JSON = "tokenizer.json";
  private static final String SENTENCE_PIECE = "tokenizer.model";
  private static final String BYTES = "precompiled_charsmap"; // bytes that are stated as numbers

  private TokenizerFiles() {}

  /** The tokenizer of an opened model. */
  static Tokenizer of(TensorSource source) {
    return Container.of(source.metadata()) == Container.GGUF
        ? Tokenizers.fromSpec(spec(source.metadata()))
        : folder(Folders.of(source.path()));
  }

  /**
   * Refuses tokens of the trained vocabulary that the embedding does not have. Added ones may lie
   * beyond it, as those for images do in the text part of a model that also sees; using one is an
   * error.
   */
  static void checkRows(TensorSource source, Vocabulary vocabulary, int rows) {
    for (int id = rows; id < vocabulary.size(); id++) {
      if (!vocabulary.isAdded(id) && !vocabulary.piece(id).isEmpty()) {
        throw new TokenizerFormatException(
            ModelFormatException.printable(source.path())
                + ": token "
                + id
                + " is outside of the embedding, which has "
                + rows
                + " rows");
      }
    }
  }

  /**
   * The tokenizer of a model whose weights may be missing, or a tokenizer.json or tokenizer.model
   * itself.
   */
  static Tokenizer open(Path path) {
    if (!Files.exists(path)) {
      throw ModelFormatException.in(path, "no such file or folder");
    }
    Path name = path.getFileName();
    if (name != null && name.toString().endsWith(".json") && Files.isRegularFile(path)) {
      return Tokenizers.fromJson(path);
    }
    if (name != null && name.toString().equals(SENTENCE_PIECE) && Files.isRegularFile(path)) {
      return sentencePiece(path);
    }
    if (Files.isDirectory(path) || (name != null && name.toString().endsWith(".safetensors"))) {
      return folder(Folders.of(path));
    }
    try (TensorSource source = TensorSource.open(path)) {
      return Tokenizers.fromSpec(spec(source.metadata()));
    }
  }

  /**
   * A tokenizer.json, or else the tokenizer.model that older folders have; whether such a one puts
   * marks around a text stands in tokenizer_config.json.
   */
  private static Tokenizer folder(Path folder) {
    Path model = folder.resolve(SENTENCE_PIECE);
    if (Files.exists(folder.resolve(JSON)) || !Files.exists(model)) {
      return Tokenizers.fromJson(folder.resolve(JSON));
    }
    return sentencePiece(model);
  }

  private static Tokenizer sentencePiece(Path model) {
    Map<String, ?> config = Folders.json(model, "tokenizer_config.json").orElse(Map.of());
    boolean begin = !Boolean.FALSE.equals(config.get("add_bos_token")); // added unless refused
    boolean end = Boolean.TRUE.equals(config.get("add_eos_token"));
    return Tokenizers.fromSentencePiece(model, begin, end);
  }

  /** Reads the keys from the mapped file, so that it can be closed. */
  private static VocabularySpec spec(Metadata metadata) {
    Map<String, Object> values = new HashMap<>();
    for (String key : metadata.keys()) {
      if (key.startsWith(PREFIX)) {
        String name = key.substring(PREFIX.length());
        Object value = metadata.peek(key).orElseThrow();
        values.put(name, value instanceof ValueList list ? array(metadata, key, list) : value);
      }
    }
    return new VocabularySpec(metadata.source(), values);
  }

  private static Object array(Metadata metadata, String key, ValueList list) {
    Iterator<Object> elements = list.iterator();
    return switch (elements.hasNext() ? elements.next() : "") {
      case String s -> metadata.strings(key);
      case Float f -> metadata.floats(key);
      case Double d -> metadata.floats(key);
      case Boolean b -> metadata.flags(key);
      default ->
          key.equals(PREFIX + BYTES) ? bytes(metadata.integers(key)) : metadata.integers(key);
    };
  }

  private static byte[] bytes(int[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return bytes;
  }
}
