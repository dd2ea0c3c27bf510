package io.kvasir.tools.train;

import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.TensorType;
import io.kvasir.model.weights.gguf.GgufKeys;
import io.kvasir.model.weights.gguf.GgufWriter;
import io.kvasir.tools.train.tokenizer.TrainedVocabulary;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a trained model as a GGUF file of the llama family, with its tokenizer. */
final class ModelFile {
  private static final Pattern LAYER = Pattern.compile("layers\\.(\\d+)\\.(.*)\\.weight");
  private static final Map<String, String> NAMES =
      Map.of(
          "mixer_input_norm", "attn_norm",
          "attention.query", "attn_q",
          "attention.key", "attn_k",
          "attention.value", "attn_v",
          "attention.output", "attn_output",
          "feed_forward_input_norm", "ffn_norm",
          "feed_forward.gate", "ffn_gate",
          "feed_forward.up", "ffn_up",
          "feed_forward.down", "ffn_down");
  private static final int MOSTLY_Q8_0 = 7; // general.file_type of the GGUF specification
  private static final int ALL_F32 = 0;

  /** Whatever is said to the model is the text that it continues. */
  private static final String CHAT_TEMPLATE =
      "{{ bos_token }}{% for message in messages %}{% if not loop.first %}{{ '\\n' }}{% endif %}"
          + "{{ message['content'] }}{% endfor %}";

  private ModelFile() {}

  /**
   * Writes the file; one of this name is replaced when it is complete.
   *
   * @param type of the matrices; norms are always F32
   * @param values the numbers of an array by the engine's name, row-major
   */
  static void write(
      Path file,
      String name,
      ModelSize size,
      TrainedVocabulary vocabulary,
      TensorType type,
      Function<String, float[]> values) {
    try (GgufWriter writer = GgufWriter.create(file, keys(name, size, vocabulary, type))) {
      size.shapes()
          .forEach((array, shape) -> {
            boolean vector = shape.length == 1;
            writer.tensor(
                ggufName(array),
                vector ? TensorType.F32 : type,
                vector
                    ? Shape.vector((int) shape[0])
                    : Shape.matrix((int) shape[0], (int) shape[1]));
          });
      size.shapes()
          .keySet()
          .forEach(array -> {
            float[] numbers = values.apply(array);
            writer.write(numbers, 0, numbers.length);
          });
      writer.finish();
    }
  }

  /** The name that GGUF files of the llama family have for an array. */
  static String ggufName(String name) {
    Matcher layer = LAYER.matcher(name);
    if (layer.matches()) {
      return "blk." + layer.group(1) + "." + NAMES.get(layer.group(2)) + ".weight";
    }
    return name.equals("norm.weight") ? "output_norm.weight" : "token_embd.weight";
  }

  private static GgufKeys keys(
      String name, ModelSize size, TrainedVocabulary vocabulary, TensorType type) {
    GgufKeys keys =
        new GgufKeys()
            .string("general.architecture", "llama")
            .string("general.name", name)
            .uint32("general.file_type", type == TensorType.F32 ? ALL_F32 : MOSTLY_Q8_0)
            .uint32("llama.vocab_size", size.vocabulary())
            .uint32("llama.context_length", size.context())
            .uint32("llama.embedding_length", size.width())
            .uint32("llama.block_count", size.layers())
            .uint32("llama.feed_forward_length", size.feedForward())
            .uint32("llama.attention.head_count", size.heads())
            .uint32("llama.attention.head_count_kv", size.keyValueHeads())
            .uint32("llama.attention.key_length", size.headWidth())
            .uint32("llama.attention.value_length", size.headWidth())
            .uint32("llama.rope.dimension_count", size.headWidth())
            .float32("llama.rope.freq_base", ModelSize.ROPE_BASE)
            .float32("llama.attention.layer_norm_rms_epsilon", ModelSize.EPSILON);
    keys.string("tokenizer.chat_template", CHAT_TEMPLATE);
    vocabulary.gguf().forEach((key, value) -> add(keys, "tokenizer.ggml." + key, value));
    return keys;
  }

  private static void add(GgufKeys keys, String key, Object value) {
    switch (value) {
      case String text -> keys.string(key, text);
      case String[] texts -> keys.strings(key, texts);
      case int[] numbers -> keys.int32s(key, numbers);
      case Integer number -> keys.uint32(key, number);
      case Boolean truth -> keys.bool(key, truth);
      default -> throw new IllegalArgumentException(key + ": " + value.getClass());
    }
  }
}
