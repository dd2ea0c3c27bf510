package io.kvasir.model.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeparateScalesTest {
  private static final String FP8 =
      "{\"quantization_config\": {\"quant_method\": \"fp8\", \"weight_block_size\": [4, 4]}}";
  private static final String MXFP4 = "{\"quantization_config\": {\"quant_method\": \"mxfp4\"}}";

  @TempDir Path folder;

  private static JsonNode golden() throws IOException {
    try (InputStream in = SeparateScalesTest.class.getResourceAsStream("../codec-goldens.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in)).required("F8_E4M3");
    }
  }

  private static byte[] bytes(JsonNode node) {
    return Base64.getDecoder().decode(node.textValue());
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private TensorSource fp8(String config) throws IOException {
    JsonNode golden = golden();
    String header =
        """
        {"w": {"dtype": "F8_E4M3", "shape": [6, 10], "data_offsets": [0, 60]},
         "w_scale_inv": {"dtype": "F32", "shape": [2, 3], "data_offsets": [60, 84]}}
        """;
    byte[] data = join(bytes(golden.required("raw")), bytes(golden.required("scale")));
    return TensorSource.open(
        RawSafetensors.folder(folder, config, RawSafetensors.bytes(header, data)));
  }

  @Test
  void eightBitFloatsAreMultipliedByTheScaleOfTheirBlock() throws IOException {
    try (TensorSource source = fp8(FP8)) {
      assertThat(source.tensors()).extracting(Tensor::name).containsExactly("w");
      Tensor w = source.require("w");
      float[] values = new float[60];
      for (int r = 0; r < 6; r++) {
        w.row(r, values, 10 * r);
      }
      float[] expected = new float[60];
      ByteBuffer.wrap(bytes(golden().required("values")))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(expected);
      assertThat(values).isEqualTo(expected);
    }
  }

  @Test
  void blocksThatDoNotFitTheScalesAreRefused() {
    assertThatThrownBy(() -> fp8(FP8.replace("[4, 4]", "[4, 8]")))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(folder + ": tensor w: scales [2, 3] do not fit [6, 10] in blocks of 4 x 8");
    assertThatThrownBy(() -> fp8(FP8.replace("[4, 4]", "[4, 0]")))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessageEndingWith(
            "quantization_config.weight_block_size is a list of 2, wanted two numbers of at least"
                + " 1");
  }

  @Test
  void missingScalesAreNamed() {
    String header = "{\"w\": {\"dtype\": \"F8_E4M3\", \"shape\": [1], \"data_offsets\": [0, 1]}}";
    assertThatThrownBy(() ->
            TensorSource.open(
                RawSafetensors.folder(folder, FP8, RawSafetensors.bytes(header, new byte[1]))))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(folder + ": tensor w has no scales: tensor w_scale_inv is missing");
  }

  @Test
  void fourBitFloatsAndTheirScalesBecomeOneTensor() throws IOException {
    String header =
        """
        {"gate_blocks": {"dtype": "U8", "shape": [2, 1, 2, 16], "data_offsets": [0, 64]},
         "gate_scales": {"dtype": "U8", "shape": [2, 1, 2], "data_offsets": [64, 68]},
         "norm": {"dtype": "F32", "shape": [1], "data_offsets": [68, 72]}}
        """;
    byte[] data = new byte[72];
    Arrays.fill(data, 0, 64, (byte) 0x72); // 1, 6
    data[64] = 127;
    data[65] = (byte) 128;
    data[66] = 126;
    try (TensorSource source =
        TensorSource.open(
            RawSafetensors.folder(folder, MXFP4, RawSafetensors.bytes(header, data)))) {
      assertThat(source.tensors()).extracting(Tensor::name).containsExactly("gate_blocks", "norm");
      Tensor gate = source.require("gate_blocks");
      assertThat(gate.type()).isEqualTo(TensorType.F4_E2M1);
      assertThat(gate.shape()).isEqualTo(new Shape(2, 1, 64));
      float[] row = new float[64];
      gate.row(0, row, 0);
      assertThat(row).startsWith(1, 6, 1, 6).endsWith(2, 12, 2, 12);
      gate.slice(1).row(0, row, 0);
      assertThat(row).startsWith(0.5f, 3, 0.5f, 3);
    }
  }

  @Test
  void otherQuantisationsAreRefused() {
    assertThatThrownBy(
            () -> fp8("{\"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 4}}"))
        .isExactlyInstanceOf(ModelFormatException.class)
        .hasMessage(
            folder.resolve("config.json")
                + ": quantization_config.quant_method is 'gptq', wanted fp8 or mxfp4: no other"
                + " quantised safetensors are read");
  }
}
