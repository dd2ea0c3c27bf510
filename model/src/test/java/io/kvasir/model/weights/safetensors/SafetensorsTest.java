package io.kvasir.model.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Allocation;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final String HEADER =
      """
      {"__metadata__": {"format": "pt"},
       "w": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
       "h": {"dtype": "BF16", "shape": [2], "data_offsets": [24, 28]},
       "mask": {"dtype": "BOOL", "shape": [1, 1, 2, 2], "data_offsets": [28, 32]}}
      """;

  @TempDir Path folder;

  private static byte[] valid() {
    byte[] data = Arrays.copyOf(RawSafetensors.floats(1, 2, 3, 4, 5, 6), 32);
    data[25] = (byte) 0x40; // 2 in bfloat16
    return RawSafetensors.bytes(HEADER, data);
  }

  private Path open(byte[] weights) throws IOException {
    return RawSafetensors.folder(folder, "{\"model_type\": \"llama\"}", weights);
  }

  private void assertRefused(byte[] weights, String message) throws IOException {
    Path path = open(weights);
    assertThatThrownBy(() -> TensorSource.open(path))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(path.resolve("model.safetensors") + ": " + message);
  }

  private void assertHeaderRefused(String header, String message) throws IOException {
    assertRefused(RawSafetensors.bytes(header, new byte[32]), message);
  }

  @Test
  void aFolderIsItsConfigurationAndItsTensors() throws IOException {
    try (TensorSource source = TensorSource.open(open(valid()))) {
      assertThat(source.format()).isEqualTo("safetensors");
      assertThat(source.metadata().string("model_type")).isEqualTo("llama");
      assertThat(source.tensors()).extracting(Tensor::name).containsExactly("w", "h", "mask");
      float[] row = new float[3];
      source.require("w").row(1, row, 0);
      assertThat(row).containsExactly(4, 5, 6);
      source.require("h").row(0, row, 1);
      assertThat(row).containsExactly(4, 2, 0);
      Tensor mask = source.tensors().stream().skip(2).findFirst().orElseThrow();
      assertThat(mask.shape()).isEqualTo(Shape.matrix(2, 2));
      assertThatThrownBy(() -> source.find("mask"))
          .isExactlyInstanceOf(ModelFormatException.class)
          .hasMessage(folder + ": tensor mask has the type BOOL, which is no weight type");
    }
  }

  @Test
  void aFileIsOpenedWithTheConfigurationBesideIt() throws IOException {
    Path file = open(valid()).resolve("model.safetensors");
    try (TensorSource source = TensorSource.open(file)) {
      assertThat(source.metadata().string("model_type")).isEqualTo("llama");
      assertThat(source.require("w").type()).isEqualTo(TensorType.F32);
    }
    Files.delete(folder.resolve("config.json"));
    assertThatThrownBy(() -> TensorSource.open(file))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(
            folder.resolve("config.json")
                + ": not found; the configuration lies beside the weights");
  }

  @Test
  void aFileOfAnotherNameIsTakenIfItIsTheOnlyOne() throws IOException {
    Files.move(open(valid()).resolve("model.safetensors"), folder.resolve("other.safetensors"));
    TensorSource.open(folder).close();
    Files.copy(folder.resolve("other.safetensors"), folder.resolve("second.safetensors"));
    assertThatThrownBy(() -> TensorSource.open(folder))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(
            folder
                + ": holds 2 safetensors files, but no model.safetensors and no"
                + " model.safetensors.index.json");
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    assertThatThrownBy(() -> TensorSource.open(folder))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(folder + ": holds no model.safetensors and no model.safetensors.index.json");
    Path gguf = Files.createFile(folder.resolve("a.gguf"));
    assertThatThrownBy(() -> TensorSource.open(folder))
        .hasMessage(
            folder
                + ": holds no model.safetensors and no model.safetensors.index.json; to use its"
                + " GGUF file give "
                + gguf);
    assertThatThrownBy(() -> TensorSource.open(folder.resolve("nothing")))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(folder.resolve("nothing") + ": no such file or folder");
  }

  @Test
  void headersThatAreNoHeadersAreRefused() throws IOException {
    byte[] empty = {};
    assertRefused(new byte[7], "is truncated: 7 bytes, wanted 8 for the length of the header");
    assertRefused(
        RawSafetensors.withLength(1L << 60, empty),
        "is not a safetensors file or truncated: header of 1152921504606846976 bytes, the file has"
            + " 8");
    assertRefused(
        RawSafetensors.withLength(-1, empty),
        "is not a safetensors file or truncated: header of 18446744073709551615 bytes, the file has"
            + " 8");
    assertRefused(
        "GGUF\u0003\0\0\0".getBytes(StandardCharsets.US_ASCII),
        "is not a safetensors file or truncated (begins like a GGUF file): header of 14064895815"
            + " bytes, the file has 8");
    assertRefused(RawSafetensors.withLength(0, empty), "header is not a JSON object");
    assertHeaderRefused("[1]", "header is not a JSON object");
    assertHeaderRefused("{} {}", "header goes on after the JSON object");
    byte[] latin = "{\"ä\": 1}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(RawSafetensors.withLength(latin.length, latin), "header is not UTF-8");
    assertHeaderRefused(
        "{\"w\": {", "header is not valid JSON: Unexpected end-of-input (line 1, column 8)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "null | is null, wanted an object",
        "{'shape':[2],'data_offsets':[0,8]} | has no dtype",
        "{'dtype':'F32','data_offsets':[0,8]} | has no shape",
        "{'dtype':'F32','shape':[2]} | has no data_offsets",
        "{'dtype':'F32','dtype':'F16','shape':[2],'data_offsets':[0,8]} | states dtype twice",
        "{'dtype':7,'shape':[2],'data_offsets':[0,8]} | has the dtype 7, wanted a string",
        "{'dtype':'F32','shape':[-2],'data_offsets':[0,8]} | has malformed shape: -2, wanted a"
            + " whole number from 0 to 2^63-1",
        "{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]} | has malformed shape: 1.5, wanted a"
            + " whole number from 0 to 2^63-1",
        "{'dtype':'F32','shape':{},'data_offsets':[0,8]} | has malformed shape: {, wanted a list",
        "{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1],'data_offsets':[0,4]} | has malformed shape:"
            + " wanted at most 8 numbers",
        "{'dtype':'F32','shape':[2],'data_offsets':[8,0]} | has malformed data_offsets [8, 0],"
            + " wanted begin and end",
        "{'dtype':'F32','shape':[2],'data_offsets':[0]} | has malformed data_offsets [0], wanted"
            + " begin and end",
        "{'dtype':'F32','shape':[2],'data_offsets':[0,4,8]} | has malformed data_offsets: wanted at"
            + " most 2 numbers",
        "{'dtype':'F32','shape':[2],'data_offsets':['0','8']} | has malformed data_offsets: 0,"
            + " wanted a whole number from 0 to 2^63-1",
        "{'dtype':'F32','shape':[2],'data_offsets':[0,18446744073709551616]} | has malformed"
            + " data_offsets: 18446744073709551616, wanted a whole number from 0 to 2^63-1",
        "{'dtype':'F32','shape':[3],'data_offsets':[0,8]} | data_offsets give 8 bytes, expected 12"
            + " for F32 [3]",
        "{'dtype':'F32','shape':[2],'data_offsets':[1000,1008]} | lies outside the file:"
            + " data_offsets 1000 to 1008, the data has 32 bytes",
      })
  void entriesThatAreWrongNameTheTensor(String entry, String message) throws IOException {
    assertHeaderRefused("{\"w\":" + entry.replace('\'', '"') + "}", "tensor w " + message);
  }

  @Test
  void shapesThatAreNotPossibleNameTheTensor() throws IOException {
    assertHeaderRefused(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[8589934592,8589934592],\"data_offsets\":[0,0]}}",
        "tensor w: dimension 8589934592 is out of range, wanted 1 to 2^31-1");
    assertHeaderRefused(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
        "tensor w: dimension 0 is out of range, wanted 1 to 2^31-1");
  }

  @Test
  void otherTypesGetTheListOfThoseThatAreRead() throws IOException {
    assertHeaderRefused(
        "{\"w\":{\"dtype\":\"F8_E5M2\",\"shape\":[2],\"data_offsets\":[0,2]}}",
        "tensor w has the dtype F8_E5M2, which is not read; read are F32, F16, BF16, F64, F8_E4M3,"
            + " F8_E8M0, I8, I16, I32, I64, U8, U16, U32, U64, BOOL");
  }

  @Test
  void tensorsNeitherRepeatNorOverlap() throws IOException {
    String entry = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}";
    assertHeaderRefused(
        "{\"v\":" + entry.formatted(4, 12) + ",\"w\":" + entry.formatted(0, 8) + "}",
        "tensors w and v overlap");
    assertHeaderRefused(
        "{\"w\":" + entry.formatted(0, 8) + ",\"w\":" + entry.formatted(8, 16) + "}",
        "duplicate tensor w");
  }

  @Test
  void aHugeDescriptionIsPassedOverWithoutKeepingIt() throws IOException {
    StringBuilder header = new StringBuilder("{\"__metadata__\": {\"begin\": \"\"");
    for (int i = 0; i < 300_000; i++) {
      header.append(",\"").append(i).append("\":\"\"");
    }
    Path path = open(RawSafetensors.bytes(header.append("}}").toString()));
    long before = Allocation.ofThisThread();
    TensorSource.open(path).close();
    assertThat(Allocation.ofThisThread() - before).isLessThan(20 << 20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void onlyFormatExceptionsComeOutOfChangedBytes(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] valid = valid();
    Path path = open(valid);
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] bytes = valid.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : " {}[]\",:0-9".charAt(random.nextInt(11)));
      }
      Files.write(path.resolve("model.safetensors"), bytes);
      long before = Allocation.ofThisThread();
      try (TensorSource source = TensorSource.open(path)) {
        for (Tensor tensor : source.tensors()) {
          tensor.row((int) tensor.rowCount() - 1, new float[tensor.shape().cols()], 0);
        }
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).startsWith(path.toString()).doesNotContain("\n");
        refused++;
      }
      assertThat(Allocation.ofThisThread() - before).isLessThan(1 << 20);
    }
    assertThat(refused).isBetween(500, 1499);
  }
}
