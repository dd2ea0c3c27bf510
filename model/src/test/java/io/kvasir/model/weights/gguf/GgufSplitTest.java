package io.kvasir.model.weights.gguf;

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

class GgufSplitTest {
  @TempDir Path folder;

  @BeforeEach
  void threeParts() throws IOException {
    part(0, 3, "a");
    part(1, 3, "b");
    part(2, 3, "c");
  }

  private Path path(int number) {
    return folder.resolve("m-0000" + (number + 1) + "-of-00003.gguf");
  }

  private void part(int number, int count, String tensor) throws IOException {
    RawGguf raw =
        RawGguf.header(3, 1, number == 0 ? 4 : 3)
            .key("split.no", GgufValueType.UINT16)
            .u16(number)
            .key("split.count", GgufValueType.UINT16)
            .u16(count)
            .key("split.tensors.count", GgufValueType.INT32)
            .u32(3);
    if (number == 0) {
      raw.key("general.architecture", GgufValueType.STRING).string("llama");
    }
    raw.tensor(tensor, 0, 0, 1).pad(32).floats(number);
    Files.write(path(number), raw.bytes());
  }

  private static float only(Tensor tensor) {
    float[] value = new float[1];
    tensor.row(0, value, 0);
    return value[0];
  }

  @Test
  void anyPartOpensAll() {
    for (int i = 0; i < 3; i++) {
      try (TensorSource source = TensorSource.open(path(i))) {
        assertThat(source.metadata().string("general.architecture")).isEqualTo("llama");
        assertThat(source.tensors()).extracting(Tensor::name).containsExactly("a", "b", "c");
        assertThat(only(source.require("c"))).isEqualTo(2);
        assertThat(source.locate(source.require("b")).orElseThrow().file()).isEqualTo(path(1));
      }
    }
  }

  private void assertRefused(Path opened, Path named, String message) {
    assertThatThrownBy(() -> TensorSource.open(opened))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(named + ": " + message);
  }

  @Test
  void aMissingPartIsNamed() throws IOException {
    Files.delete(path(1));
    assertRefused(path(0), path(1), "no such file");
  }

  @Test
  void partsThatWereMixedUpAreRefused() throws IOException {
    Files.copy(path(2), path(1), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused(path(0), path(1), "split.no is 2, wanted 1");
    part(1, 4, "b");
    assertRefused(path(0), path(1), "split.count is 4, wanted 3");
    part(1, 3, "a");
    assertRefused(path(0), path(1), "tensor a is in another part, too");
  }

  @Test
  void aPartWithAnotherNameIsRefused() throws IOException {
    Path renamed = Files.copy(path(0), folder.resolve("model.gguf"));
    assertRefused(
        renamed,
        renamed,
        "is one of 3 parts (split.count), wanted a name like model-00001-of-00003.gguf");
  }
}
