package io.kvasir.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvasir.model.Kvasir;
import io.kvasir.model.OpenOptions;
import io.kvasir.model.load.WeightCosts;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The costs that a model states, against its file. */
class WeightCostsTest {
  private static final Path GOLDEN = Path.of("golden/gguf");

  @Test
  void allTensorsCountOnce() {
    Path file = GOLDEN.resolve("starcoder2.gguf");
    try (Kvasir kvasir = Kvasir.open(file);
        TensorSource source = TensorSource.open(file)) {
      assertThat(kvasir.costs().parameters())
          .isEqualTo(source.tensors().stream().mapToLong(t -> t.shape().elements()).sum());
    }
  }

  /** Of the experts' matrices a token reads the share that is chosen, and of the table nothing. */
  @Test
  void aTokenReadsOnlyTheChosenExperts() {
    Path file = GOLDEN.resolve("qwen2_moe.gguf");
    try (Kvasir kvasir = Kvasir.open(file);
        TensorSource source = TensorSource.open(file)) {
      int count = source.metadata().integer("qwen2moe.expert_count");
      int chosen = source.metadata().integer("qwen2moe.expert_used_count");
      long unread = 0;
      long table = 0;
      for (Tensor tensor : source.tensors()) {
        String name = tensor.name();
        if (name.endsWith("_exps.weight")) {
          unread += tensor.data().byteSize() / count * (count - chosen);
        } else if (name.equals("token_embd.weight") && source.find("output.weight").isPresent()) {
          table += tensor.data().byteSize();
        }
      }
      WeightCosts costs = kvasir.costs();
      assertThat(unread).isPositive();
      assertThat(costs.bytes() - costs.bytesPerToken()).isEqualTo(unread + table);
    }
  }

  /**
   * 18 bytes of the file are 32 weights of Q4_0, 20 bytes of a packed copy; 210 bytes are 256
   * weights of Q6_K, 320 bytes of a copy.
   */
  @Tag("shared")
  @Test
  void aTokenReadsPackedCopiesInsteadOfTheFile() {
    Path folder = Path.of(System.getProperty("kvasir.shared")).resolve("fixtures/gguf-quant");
    Path file = folder.resolve("llama256-Q4_0.gguf");
    try (Kvasir floats = Kvasir.open(file, OpenOptions.defaults().activations("float"));
        Kvasir rounded = Kvasir.open(file, OpenOptions.defaults().activations("int8"));
        TensorSource source = TensorSource.open(file)) {
      long more = 0;
      for (Tensor tensor : source.tensors()) {
        boolean table = tensor.name().equals("token_embd.weight");
        if (!(table && source.find("output.weight").isPresent())) {
          more +=
              switch (tensor.type()) {
                case Q4_0 -> tensor.shape().elements() / 32 * (20 - 18);
                case Q6_K -> tensor.shape().elements() / 256 * (320 - 210);
                default -> 0;
              };
        }
      }
      assertThat(more).isPositive();
      assertThat(rounded.costs().bytesPerToken() - floats.costs().bytesPerToken()).isEqualTo(more);
      assertThat(rounded.costs().bytes()).isEqualTo(floats.costs().bytes());
    }
  }
}
