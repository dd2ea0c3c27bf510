package io.kvasir.model.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIndexTest {
  private static final String FIRST = "model-00001-of-00002.safetensors";
  private static final String SECOND = "model-00002-of-00002.safetensors";

  @TempDir Path folder;

  @BeforeEach
  void twoShards() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    shard(FIRST, "a", 1);
    shard(SECOND, "b", 2);
    index("{\"a\":\"" + FIRST + "\",\"b\":\"" + SECOND + "\"}");
  }

  private void shard(String file, String tensor, float value) throws IOException {
    String header = "{\"" + tensor + "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    Files.write(folder.resolve(file), RawSafetensors.bytes(header, RawSafetensors.floats(value)));
  }

  private Path index(String weightMap) throws IOException {
    return Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"metadata\": {\"total_size\": 8}, \"weight_map\": " + weightMap + "}");
  }

  private void assertIndexRefused(String weightMap, String message) throws IOException {
    Path index = index(weightMap);
    assertThatThrownBy(() -> TensorSource.open(folder))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(index + ": " + message);
  }

  @Test
  void aFolderOfShardsIsOneModel() {
    try (TensorSource source = TensorSource.open(folder)) {
      assertThat(source.tensors()).extracting(Tensor::name).containsExactly("a", "b");
      float[] value = new float[1];
      source.require("b").row(0, value, 0);
      assertThat(value[0]).isEqualTo(2);
      assertThat(source.locate(source.require("b")).orElseThrow().file())
          .isEqualTo(folder.resolve(SECOND));
    }
  }

  @Test
  void anyShardOpensAll() {
    try (TensorSource source = TensorSource.open(folder.resolve(SECOND))) {
      assertThat(source.tensors()).extracting(Tensor::name).containsExactly("a", "b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.safetensors",
        "/etc/x.safetensors",
        "",
        "a\\u0000b.safetensors",
        "passwd",
        "..",
        "c:\\\\x.safetensors"
      })
  void shardsOutsideTheFolderAreNotOpened(String name) throws IOException {
    index("{\"a\":\"" + name + "\"}");
    assertThatThrownBy(() -> TensorSource.open(folder))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessageEndingWith("' is not a plain file name that ends in .safetensors");
  }

  @Test
  void mapsThatAreNoMapsAreRefused() throws IOException {
    assertIndexRefused("{}", "weight_map is missing or empty");
    assertIndexRefused("[\"a\"]", "weight_map is no object");
    assertIndexRefused(
        "{\"a\":\"" + FIRST + "\",\"a\":\"" + SECOND + "\"}", "names tensor a twice");
    assertIndexRefused("{\"a\":5}", "the shard of a is 5, wanted a string");
  }

  @Test
  void shardsAndTensorsThatAreNotThereAreNamed() throws IOException {
    assertIndexRefused("{\"a\":\"gone.safetensors\"}", "shard gone.safetensors not found");
    assertIndexRefused("{\"b\":\"" + FIRST + "\"}", "tensor b is not in its shard " + FIRST);
  }

  @Test
  void aTensorInTwoShardsIsRefused() throws IOException {
    shard(SECOND, "a", 2);
    assertThatThrownBy(() -> TensorSource.open(folder))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(folder.resolve(SECOND) + ": tensor a is in another shard, too");
  }
}
