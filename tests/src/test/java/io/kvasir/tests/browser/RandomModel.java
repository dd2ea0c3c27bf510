package io.kvasir.tests.browser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A folder with a model of many layers and random weights: what it says is noise. */
final class RandomModel {
  private static final int WIDTH = 64;
  private static final int HEADS = 8;
  private static final int KEY_VALUE_HEADS = 2;
  private static final int HEAD_WIDTH = 8;
  private static final int INNER = 96;

  private RandomModel() {}

  static Path write(Path folder, int layers) throws IOException {
    Path golden =
        Path.of(System.getProperty("basedir", ".")).resolve("../model/src/test/resources");
    Path tokenizer = golden.resolve("models/llama");
    Files.createDirectories(folder);
    for (String name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
      Files.copy(tokenizer.resolve(name), folder.resolve(name));
    }
    int vocabulary = 288;
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": %d,
         "num_hidden_layers": %d, "num_attention_heads": %d, "num_key_value_heads": %d, "head_dim": %d,
         "intermediate_size": %d, "vocab_size": %d, "max_position_embeddings": 4096, "rms_norm_eps": 1e-5,
         "rope_theta": 10000.0, "hidden_act": "silu", "tie_word_embeddings": true, "torch_dtype": "float32",
         "bos_token_id": 1, "eos_token_id": 2}
        """
            .formatted(WIDTH, layers, HEADS, KEY_VALUE_HEADS, HEAD_WIDTH, INNER, vocabulary));
    Map<String, int[]> tensors = new LinkedHashMap<>();
    tensors.put("model.embed_tokens.weight", new int[] {vocabulary, WIDTH});
    tensors.put("model.norm.weight", new int[] {WIDTH});
    for (int i = 0; i < layers; i++) {
      String layer = "model.layers." + i + ".";
      tensors.put(layer + "input_layernorm.weight", new int[] {WIDTH});
      tensors.put(layer + "post_attention_layernorm.weight", new int[] {WIDTH});
      tensors.put(layer + "self_attn.q_proj.weight", new int[] {HEADS * HEAD_WIDTH, WIDTH});
      tensors.put(
          layer + "self_attn.k_proj.weight", new int[] {KEY_VALUE_HEADS * HEAD_WIDTH, WIDTH});
      tensors.put(
          layer + "self_attn.v_proj.weight", new int[] {KEY_VALUE_HEADS * HEAD_WIDTH, WIDTH});
      tensors.put(layer + "self_attn.o_proj.weight", new int[] {WIDTH, HEADS * HEAD_WIDTH});
      tensors.put(layer + "mlp.gate_proj.weight", new int[] {INNER, WIDTH});
      tensors.put(layer + "mlp.up_proj.weight", new int[] {INNER, WIDTH});
      tensors.put(layer + "mlp.down_proj.weight", new int[] {WIDTH, INNER});
    }
    safetensors(folder.resolve("model.safetensors"), tensors);
    return folder;
  }

  private static void safetensors(Path file, Map<String, int[]> tensors) throws IOException {
    StringBuilder header = new StringBuilder("{");
    int at = 0;
    for (Map.Entry<String, int[]> tensor : tensors.entrySet()) {
      int[] shape = tensor.getValue();
      int end = at + 4 * shape[0] * (shape.length > 1 ? shape[1] : 1);
      header.append(header.length() > 1 ? "," : "");
      header.append("\"%s\":{\"dtype\":\"F32\",".formatted(tensor.getKey()));
      header.append(
          "\"shape\":[%d%s],".formatted(shape[0], shape.length > 1 ? "," + shape[1] : ""));
      header.append("\"data_offsets\":[%d,%d]}".formatted(at, end));
      at = end;
    }
    byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(8 + text.length + at).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(text.length).put(text);
    Random random = new Random(5);
    for (int[] shape : tensors.values()) {
      int n = shape[0] * (shape.length > 1 ? shape[1] : 1);
      for (int i = 0; i < n; i++) {
        out.putFloat(shape.length == 1 ? 1 : (float) (0.25 * random.nextGaussian()));
      }
    }
    Files.write(file, out.array());
  }
}
