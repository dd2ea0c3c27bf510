package io.kvasir.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All containers and weights among the fixtures in ../shared. */
@Tag("shared")
class SharedWeightsTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("kvasir.shared", "../shared"), "fixtures");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Cases whose container is sound: what is wrong only shows when the model is put together. */
  private static final Set<String> FOR_THE_LOADER =
      Set.of(
          "gguf-arch-wrong-type.gguf",
          "gguf-arch-unknown.gguf",
          "gguf-no-head-count.gguf",
          "gguf-heads-0.gguf",
          "gguf-kvheads-5.gguf",
          "gguf-kvheads-0.gguf",
          "gguf-embd-wrong.gguf",
          "gguf-blocks-2e31.gguf",
          "gguf-eps-nan.gguf",
          "gguf-ropedim-odd.gguf",
          "gguf-tensor-missing.gguf",
          "gguf-norm-missing.gguf",
          "gguf-nan-weight.gguf",
          "gguf-inf-weight.gguf",
          "gguf-no-tokens.gguf",
          "gguf-fewer-scores.gguf",
          "gguf-bos-out-of-range.gguf",
          "gguf-gpt2-no-merges.gguf",
          "st-shape-swapped",
          "st-dtype-int",
          "st-tensor-missing",
          "cfg-unknown-model-type",
          "cfg-no-hidden-size",
          "cfg-hidden-size-float",
          "cfg-heads-zero",
          "cfg-kvheads-notdividing",
          "cfg-layers-negative",
          "cfg-layers-1e30",
          "cfg-vocab-mismatch",
          "cfg-rope-unknown",
          "cfg-rope-no-factor",
          "cfg-rope-string",
          "cfg-act-unknown",
          "cfg-maxpos-zero");

  private static JsonNode json(Path path) throws IOException {
    return JSON.readTree(path.toFile());
  }

  private static float[] floats(JsonNode node) {
    ByteBuffer buffer =
        ByteBuffer.wrap(Base64.getDecoder().decode(node.required("base64").textValue()))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[buffer.remaining() / 4];
    buffer.asFloatBuffer().get(floats);
    return floats;
  }

  private static List<Path> in(String folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }

  @Test
  void damagedContainersAreRefusedInOneLineThatNamesTheFile() throws IOException {
    int refused = 0;
    for (JsonNode entry : json(FIXTURES.resolve("bad/manifest.json")).required("cases")) {
      String name = entry.required("file").textValue();
      if (name.startsWith("tok-")) {
        continue;
      }
      boolean sound =
          !entry.required("must").textValue().equals("reject") || FOR_THE_LOADER.contains(name);
      Path path = FIXTURES.resolve("bad").resolve(name);
      long before = Allocation.ofThisThread();
      try (TensorSource source = TensorSource.open(path)) {
        assertThat(sound).as("%s was opened", name).isTrue();
        source.tensors().forEach(t -> t.row(0, new float[t.shape().cols()], 0));
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).contains(name).doesNotContain("\n").hasSizeLessThan(500);
        boolean mayBe = !sound || entry.required("must").textValue().equals("either");
        assertThat(mayBe).as(e.getMessage()).isTrue();
        refused++;
      }
      assertThat(Allocation.ofThisThread() - before).as(name).isLessThan(8 << 20);
    }
    assertThat(refused).isGreaterThan(70);
  }

  @Test
  void quantisedWeightsAreTheGoldenOnesBitByBit() throws IOException {
    int types = 0;
    for (Path path : in("gguf-quant", ".gguf")) {
      Path golden =
          path.resolveSibling(path.getFileName().toString().replace(".gguf", ".golden.json"));
      try (TensorSource source = TensorSource.open(path)) {
        for (Map.Entry<String, JsonNode> entry :
            json(golden).required("dequantized").properties()) {
          JsonNode expected = entry.getValue();
          Tensor tensor = source.require(expected.required("tensor").textValue());
          assertThat(tensor.type().name()).isEqualTo(entry.getKey());
          assertThat(tensor.shape().cols()).isEqualTo(expected.required("ne").get(0).intValue());
          assertThat(firstRows(tensor, 2))
              .as("%s %s", path, tensor)
              .isEqualTo(floats(expected.required("first")));
          types++;
        }
      }
    }
    assertThat(types).isEqualTo(16);
  }

  private static float[] firstRows(Tensor tensor, int rows) {
    int cols = tensor.shape().cols();
    float[] values = new float[rows * cols];
    for (int r = 0; r < rows; r++) {
      tensor.row(r, values, r * cols);
    }
    return values;
  }

  @Test
  void everyModelOpensAndEveryRowDecodes() throws IOException {
    List<Path> models = new ArrayList<>(in("gguf", ".gguf"));
    models.addAll(in("gguf-quant", ".gguf"));
    models.addAll(in("real", ".gguf"));
    models.addAll(in("models", ""));
    assertThat(models).hasSizeGreaterThan(50);
    for (Path path : models) {
      try (TensorSource source = TensorSource.open(path)) {
        assertThat(source.tensors()).as("%s", path).isNotEmpty();
        for (Tensor tensor : source.tensors()) {
          float[] row = new float[tensor.shape().cols()];
          for (int r = 0; r < tensor.rowCount(); r++) {
            tensor.row(r, row, 0);
            for (float value : row) {
              assertThat(Float.isFinite(value)).as("%s %s", path, tensor).isTrue();
            }
          }
        }
      }
    }
  }

  @Test
  void bothContainersHoldTheSameValues() throws IOException {
    try (TensorSource gguf = TensorSource.open(FIXTURES.resolve("gguf/llama-f32.gguf"));
        TensorSource folder = TensorSource.open(FIXTURES.resolve("models/llama"))) {
      Tensor a = gguf.require("token_embd.weight");
      Tensor b = folder.require("model.embed_tokens.weight");
      assertThat(a.shape()).isEqualTo(b.shape());
      assertThat(firstRows(a, a.shape().rows())).isEqualTo(firstRows(b, b.shape().rows()));
    }
  }
}
