package io.kvasir.model.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Allocation;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufReadTest {
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("m.gguf"), bytes);
  }

  @Test
  void metadataAndTensorsComeOutAsTheyStand() throws IOException {
    Path path = file(RawGguf.valid().bytes());
    try (TensorSource source = TensorSource.open(path)) {
      assertThat(source.format()).isEqualTo("GGUF v3");
      assertThat(source.path()).isEqualTo(path);
      assertThat(source.bytes()).isEqualTo(Files.size(path));
      Metadata metadata = source.metadata();
      assertThat(metadata.string("general.architecture")).isEqualTo("llama");
      assertThat(metadata.integer("llama.block_count")).isEqualTo(1);
      assertThat((float) metadata.number("llama.epsilon")).isEqualTo(1e-5f);
      assertThat(metadata.size("tokenizer.ggml.tokens")).hasValue(3);
      assertThat(metadata.strings("tokenizer.ggml.tokens")).containsExactly("a", "ä", "");
      assertThat(metadata.floats("tokenizer.ggml.scores")).containsExactly(-1, 0.5f);
      assertThat(metadata.flag("tied", false)).isTrue();
      assertThat(source.tensors()).extracting(Tensor::name).containsExactly("matrix", "vector");
      Tensor matrix = source.require("matrix");
      assertThat(matrix.shape()).isEqualTo(Shape.matrix(2, 3));
      float[] row = new float[3];
      matrix.row(1, row, 0);
      assertThat(row).containsExactly(4, 5, 6);
      assertThat(source.require("vector").type()).isEqualTo(TensorType.Q8_0);
      assertThat(source.find("nothing")).isEmpty();
      assertThatThrownBy(() -> source.require("nothing"))
          .isInstanceOf(ModelFormatException.class)
          .hasMessage(path + ": tensor nothing is missing");
    }
  }

  @Test
  void aTensorIsFoundInItsFile() throws IOException {
    byte[] bytes = RawGguf.valid().bytes();
    try (TensorSource source = TensorSource.open(file(bytes))) {
      TensorSource.Location place = source.locate(source.require("vector")).orElseThrow();
      assertThat(place.file()).isEqualTo(source.path());
      assertThat(place.offset()).isEqualTo(bytes.length - 34);
      assertThat(source.locate(source.require("matrix").rows(1, 2)).orElseThrow().offset())
          .isEqualTo(bytes.length - 34 - 32 + 12);
    }
  }

  @Test
  void aFileInMemoryIsReadLikeOneOnDisk() {
    try (TensorSource source = Gguf.of("embedded.gguf", RawGguf.valid().bytes())) {
      assertThat(source.require("matrix").data().isNative()).isTrue();
      assertThatThrownBy(() -> source.require("nothing"))
          .hasMessage("embedded.gguf: tensor nothing is missing");
    }
  }

  @Test
  void usingATensorOfAClosedSourceIsAnError() throws IOException {
    TensorSource source = TensorSource.open(file(RawGguf.valid().bytes()));
    Tensor matrix = source.require("matrix");
    source.close();
    source.close();
    assertThatThrownBy(() -> matrix.row(0, new float[3], 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void everyKindOfNumberKeepsItsValue() {
    byte[] bytes =
        RawGguf.header(2, 0, 10)
            .key("u8", GgufValueType.UINT8)
            .u8(255)
            .key("i8", GgufValueType.INT8)
            .u8(255)
            .key("u16", GgufValueType.UINT16)
            .u16(65535)
            .key("i16", GgufValueType.INT16)
            .u16(65535)
            .key("u32", GgufValueType.UINT32)
            .u32(-1)
            .key("i32", GgufValueType.INT32)
            .u32(-1)
            .key("u64", GgufValueType.UINT64)
            .u64(-1)
            .key("i64", GgufValueType.INT64)
            .u64(-1)
            .key("f64", GgufValueType.FLOAT64)
            .u64(Double.doubleToLongBits(0.1))
            .key("list", GgufValueType.ARRAY)
            .u32(GgufValueType.UINT16.number)
            .u64(2)
            .u16(7)
            .u16(40000)
            .bytes();
    try (TensorSource source = Gguf.of("n.gguf", bytes)) {
      Metadata m = source.metadata();
      assertThat(source.format()).isEqualTo("GGUF v2");
      assertThat(m.integer("u8")).isEqualTo(255);
      assertThat(m.integer("i8")).isEqualTo(-1);
      assertThat(m.integer("u16")).isEqualTo(65535);
      assertThat(m.integer("i16")).isEqualTo(-1);
      assertThat(m.peek("u32")).contains(4294967295L);
      assertThat(m.integer("i32")).isEqualTo(-1);
      assertThat(m.peek("u64")).contains(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
      assertThat(m.integer("i64")).isEqualTo(-1);
      assertThat(m.number("f64")).isEqualTo(0.1);
      assertThat(m.integers("list")).containsExactly(7, 40000);
    }
  }

  @Test
  void longTextsAreReadWhenAskedFor() {
    String template = "ü".repeat(2000);
    byte[] bytes =
        RawGguf.header(3, 0, 1).key("template", GgufValueType.STRING).string(template).bytes();
    try (TensorSource source = Gguf.of("t.gguf", bytes)) {
      assertThat(source.metadata().string("template")).isEqualTo(template);
      assertThat(source.metadata().strings("template")).containsExactly(template);
    }
  }

  @Test
  void alignmentMovesTheData() {
    byte[] bytes =
        RawGguf.header(3, 1, 1)
            .key("general.alignment", GgufValueType.UINT32)
            .u32(256)
            .tensor("v", 0, 256, 2)
            .pad(256)
            .zeros(256)
            .floats(7, 8)
            .bytes();
    try (TensorSource source = Gguf.of("a.gguf", bytes)) {
      float[] row = new float[2];
      source.require("v").row(0, row, 0);
      assertThat(row).containsExactly(7, 8);
    }
  }

  @Test
  void wholeNumbersAreListedButAreNoWeights() {
    byte[] bytes = RawGguf.header(3, 1, 0).tensor("ids", 26, 0, 2).pad(32).u32(5).u32(6).bytes();
    try (TensorSource source = Gguf.of("i.gguf", bytes)) {
      assertThat(source.tensors()).extracting(Tensor::type).containsExactly(TensorType.I32);
      assertThatThrownBy(() -> source.find("ids"))
          .isInstanceOf(ModelFormatException.class)
          .hasMessage("i.gguf: tensor ids has the type I32, which is no weight type");
    }
  }

  /** A sparse file of 2.5 GB and 150,000 tokens: what opening allocates depends on neither. */
  @Test
  void openingAllocatesNothingThatGrowsWithTheFile() throws IOException {
    Path small = big("small.gguf", 10, 1 << 10);
    Path large = big("large.gguf", 150_000, 620_000);
    for (int i = 0; i < 3; i++) { // classes are loaded, regular expressions compiled
      allocatedByOpening(small);
    }
    long difference = allocatedByOpening(large) - allocatedByOpening(small);
    assertThat(difference).isLessThan(20_000);
  }

  private Path big(String name, int tokens, int rows) throws IOException {
    RawGguf raw = RawGguf.header(3, 1, 1).key("tokens", GgufValueType.ARRAY);
    raw.u32(GgufValueType.STRING.number).u64(tokens);
    for (int i = 0; i < tokens; i++) {
      raw.string("token" + i);
    }
    raw.tensor("embedding", 0, 0, 1024, rows).pad(32);
    Path path = Files.write(folder.resolve(name), raw.bytes());
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(raw.bytes().length + 4096L * rows);
    }
    return path;
  }

  private static long allocatedByOpening(Path path) {
    long before = Allocation.ofThisThread();
    try (TensorSource source = TensorSource.open(path)) {
      assertThat(source.bytes()).isPositive();
      return Allocation.ofThisThread() - before;
    }
  }
}
