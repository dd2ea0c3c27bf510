package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file in memory: a decoder of one layer, width 8, two heads, 16 tokens, named as GGUF names it.
 */
final class TinyFile {
  final Map<String, Object> keys = new LinkedHashMap<>();
  final List<Tensor> tensors = new ArrayList<>();

  static TinyFile gguf(String architecture) {
    TinyFile file = new TinyFile();
    file.keys.put("general.architecture", architecture);
    String prefix = architecture + ".";
    file.keys.put(prefix + "block_count", 1);
    file.keys.put(prefix + "context_length", 32);
    file.keys.put(prefix + "embedding_length", 8);
    file.keys.put(prefix + "feed_forward_length", 12);
    file.keys.put(prefix + "attention.head_count", 2);
    file.keys.put(prefix + "attention.layer_norm_rms_epsilon", 1e-5);
    file.add("token_embd.weight", 16, 8).add("output_norm.weight", 1, 8);
    file.add("blk.0.attn_norm.weight", 1, 8).add("blk.0.ffn_norm.weight", 1, 8);
    for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
      file.add("blk.0." + name + ".weight", 8, 8);
    }
    file.add("blk.0.ffn_gate.weight", 12, 8).add("blk.0.ffn_up.weight", 12, 8);
    return file.add("blk.0.ffn_down.weight", 8, 12);
  }

  /** A tensor whose elements are 0, 0.01, 0.02 ... */
  TinyFile add(String name, int rows, int cols) {
    float[] values = new float[rows * cols];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.01f;
    }
    tensors.add(
        new Tensor(name, TensorType.F32, Shape.matrix(rows, cols), MemorySegment.ofArray(values)));
    return this;
  }

  TinyFile remove(String name) {
    tensors.removeIf(tensor -> tensor.name().equals(name));
    return this;
  }

  TensorSource source() {
    return TensorSource.of("tiny.gguf", new Metadata("tiny.gguf", keys), tensors);
  }
}
