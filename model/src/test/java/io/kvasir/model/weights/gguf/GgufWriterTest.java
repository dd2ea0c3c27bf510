package io.kvasir.model.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufWriterTest {
  @TempDir Path folder;

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static GgufKeys keys() {
    return new GgufKeys()
        .string("general.architecture", "llama")
        .uint32("llama.block_count", 2)
        .int64("seed", -1L << 40)
        .float32("epsilon", 1e-5f)
        .bool("tied", true)
        .strings("tokens", "a", "ß", "")
        .int32s("types", 1, -2, 3)
        .float32s("scores", 0.5f, -0f);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Path path = folder.resolve("w.gguf");
    float[] values = new float[96];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 40;
    }
    try (GgufWriter writer = GgufWriter.create(path, keys())) {
      writer.tensor("bias", TensorType.F32, Shape.vector(3));
      writer.tensor("stack", TensorType.Q8_0, new Shape(1, 3, 32));
      writer.tensor("raw", TensorType.F16, new Shape(2, 1, 2));
      writer.write(values, 0, 3);
      writer.write(values, 0, 64); // in two pieces
      writer.write(values, 64, 32);
      writer.write(MemorySegment.ofArray(new byte[] {0, 0x3c, 0, 0x40, 0, 0x42, 0, 0x44}));
      writer.finish();
    }
    assertThat(filesInFolder()).containsExactly("w.gguf");
    try (TensorSource source = TensorSource.open(path)) {
      Metadata m = source.metadata();
      assertThat(m.keys())
          .containsExactly(
              "general.architecture",
              "llama.block_count",
              "seed",
              "epsilon",
              "tied",
              "tokens",
              "types",
              "scores");
      assertThat(m.string("general.architecture")).isEqualTo("llama");
      assertThat(m.integer("llama.block_count")).isEqualTo(2);
      assertThat(m.peek("seed")).contains(-1L << 40);
      assertThat(m.peek("epsilon")).contains(1e-5f);
      assertThat(m.flag("tied", false)).isTrue();
      assertThat(m.strings("tokens")).containsExactly("a", "ß", "");
      assertThat(m.integers("types")).containsExactly(1, -2, 3);
      assertThat(m.floats("scores")).containsExactly(0.5f, -0f);
      assertThat(rows(source.require("bias"))).containsExactly(-40, -39, -38);
      assertThat(source.require("raw").shape()).isEqualTo(new Shape(2, 1, 2));
      assertThat(rows(source.require("raw"))).containsExactly(1, 2, 3, 4);
      Tensor stack = source.require("stack");
      assertThat(stack.shape()).isEqualTo(Shape.matrix(3, 32));
      assertThat(rows(stack)[95]).isBetween(54.9f, 55.1f);
    }
  }

  private static float[] rows(Tensor tensor) {
    int cols = tensor.shape().cols();
    float[] all = new float[(int) tensor.shape().elements()];
    for (int r = 0; r < tensor.rowCount(); r++) {
      tensor.row(r, all, r * cols);
    }
    return all;
  }

  @Test
  void moreThanABufferIsWrittenWhole() throws IOException {
    Path path = folder.resolve("big.gguf");
    float[] values = new float[700_000]; // 2.8 MB
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    try (GgufWriter writer = GgufWriter.create(path, new GgufKeys())) {
      writer.tensor("w", TensorType.F32, Shape.matrix(700, 1000)).write(values, 0, values.length);
      writer.finish();
    }
    try (TensorSource source = TensorSource.open(path)) {
      assertThat(rows(source.require("w"))).isEqualTo(values);
    }
  }

  @Test
  void nothingIsLeftOfAFileThatWasNotFinished() throws IOException {
    Path path = Files.writeString(folder.resolve("w.gguf"), "old");
    try (GgufWriter writer = GgufWriter.create(path, keys())) {
      writer.tensor("bias", TensorType.F32, Shape.vector(3));
      writer.write(new float[] {1, 2}, 0, 2);
      assertThatThrownBy(writer::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("data is missing from tensor bias on");
    }
    assertThat(filesInFolder()).containsExactly("w.gguf");
    assertThat(path).hasContent("old");
  }

  @Test
  void aFileOfKeysAloneIsAFile() {
    Path path = folder.resolve("keys.gguf");
    try (GgufWriter writer = GgufWriter.create(path, keys())) {
      writer.finish();
    }
    try (TensorSource source = TensorSource.open(path)) {
      assertThat(source.tensors()).isEmpty();
      assertThat(source.metadata().keys()).hasSize(8);
    }
  }

  @Test
  void keysOfAnotherFileAreCopiedWithTheirTypes() throws IOException {
    byte[] original =
        RawGguf.header(3, 0, 4)
            .key("general.alignment", GgufValueType.UINT32)
            .u32(64)
            .key("small", GgufValueType.INT8)
            .u8(200)
            .key("left out", GgufValueType.UINT8)
            .u8(1)
            .key("list", GgufValueType.ARRAY)
            .u32(GgufValueType.STRING.number)
            .u64(2)
            .string("x")
            .string("yz")
            .bytes();
    Path from = Files.write(folder.resolve("from.gguf"), original);
    Path to = folder.resolve("to.gguf");
    GgufKeys keys = new GgufKeys().string("first", "1").copy(from, k -> !k.equals("left out"));
    try (GgufWriter writer = GgufWriter.create(to, keys)) {
      writer.finish();
    }
    byte[] expected =
        RawGguf.header(3, 0, 3)
            .key("first", GgufValueType.STRING)
            .string("1")
            .key("small", GgufValueType.INT8)
            .u8(200)
            .key("list", GgufValueType.ARRAY)
            .u32(GgufValueType.STRING.number)
            .u64(2)
            .string("x")
            .string("yz")
            .pad(32)
            .bytes();
    assertThat(to).hasBinaryContent(expected);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> keys().uint32("seed", 1)).isInstanceOf(IllegalArgumentException.class);
    try (GgufWriter writer = GgufWriter.create(folder.resolve("w.gguf"), keys())) {
      writer.tensor("w", TensorType.Q8_0, Shape.vector(32));
      assertThatThrownBy(() -> writer.tensor("w", TensorType.F32, Shape.vector(1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.tensor("v", TensorType.Q8_0, Shape.vector(33)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tensor v: GGUF has no Q8_0 [33]");
      assertThatThrownBy(() -> writer.tensor("v", TensorType.F8_E4M3, Shape.vector(32)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.write(new float[64], 0, 31))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.write(new float[64], 0, 64))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tensor w: 68 bytes, but only 34 are left");
      writer.write(new float[64], 0, 32);
      assertThatThrownBy(() -> writer.write(new float[64], 0, 32))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("data after the last tensor");
      assertThatThrownBy(() -> writer.tensor("v", TensorType.F32, Shape.vector(1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
