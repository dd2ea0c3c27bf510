package io.kvasir.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our tensors, made of what a file holds; element i of every tensor of the file is i. */
class TensorRulesTest {
  private final List<Tensor> tensors = new ArrayList<>();

  private FileTensors files() {
    Metadata metadata = new Metadata("test.json", Map.of());
    TensorSource source = TensorSource.of("test", metadata, tensors);
    return new FileTensors(source, List.of("model.", ""), Arena.ofAuto());
  }

  private void tensor(String name, int... shape) {
    Shape s = new Shape(shape[0], shape[1], shape[2]);
    float[] values = new float[(int) s.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    tensors.add(new Tensor(name, TensorType.F32, s, MemorySegment.ofArray(values)));
  }

  private static FileParameters parameters(FileTensors files, String rules) {
    String json = "{\"gguf\": {\"tensors\": " + rules + "}}";
    Map<String, ?> map = FamilyJson.object("test", json.getBytes(StandardCharsets.UTF_8));
    Family family = new Family("test", new FamilyText("test", map), null);
    Metadata metadata = new Metadata("test.json", Map.of());
    return new Settings(family.dialect(Container.GGUF), metadata, "", files).tensors();
  }

  private static float[] values(Tensor tensor) {
    return FileTensors.floats(List.of(tensor));
  }

  @Test
  void namesAreTriedWithEachPrefixAndWholeOnesAreNot() {
    tensor("model.h.3.a.weight", 1, 1, 2);
    tensor("b.bias", 1, 1, 2);
    FileParameters p =
        parameters(files(), "{\"layers.#.x\": \"h.#.a\", \"y\": \"b\", \"z\": \"/c\"}");

    assertThat(p.vector("layers.3.x.weight", 2)).containsExactly(0, 1);
    assertThat(p.vector("y.bias", 2)).containsExactly(0, 1);
    assertThat(p.has("layers.3.x.bias")).isFalse();
    assertThatThrownBy(() -> p.vector("z.weight", 2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("test: tensor c.weight is missing");
  }

  @Test
  void rowsOfAFusedMatrixAreViews() {
    tensor("qkv.weight", 1, 4, 2);
    tensor("qkv.bias", 1, 1, 4);
    FileTensors files = files();
    FileParameters p =
        parameters(files, "{\"k\": {\"rows_of\": \"qkv\", \"parts\": [2, 1, 1], \"part\": 1}}");

    assertThat(values(p.matrix("k.weight", 1, 2))).containsExactly(4, 5);
    assertThat(p.vector("k.bias", 1)).containsExactly(2);
    assertThat(files.copiedBytes()).isZero();
  }

  @Test
  void rowsThatInterleaveByHeadAreGathered() {
    tensor("qkv.weight", 1, 6, 1); // two heads of one query, key and value row
    tensor("qkv.bias", 1, 1, 6);
    FileTensors files = files();
    FileParameters p =
        parameters(
            files,
            "{\"v\": {\"rows_of\": \"qkv\", \"parts\": [1, 1, 1], \"part\": 2, \"groups\": 2}}");

    assertThat(values(p.matrix("v.weight", 2, 1))).containsExactly(2, 5);
    assertThat(p.vector("v.bias", 2)).containsExactly(2, 5);
    assertThat(files.copiedBytes()).isEqualTo(16);
  }

  @Test
  void rowsOfAHeadCanBeAMatrixOfItsOwn() {
    tensor("kv.weight", 1, 6, 1);
    FileParameters p =
        parameters(
            files(),
            """
            {"up": {"rows_of": "kv", "parts": [2, 1], "part": 0, "groups": 2, "split": true},
             "turned": {"transposed":
               {"rows_of": "kv", "parts": [2, 1], "part": 0, "groups": 2, "split": true}}}
            """);

    List<Tensor> up = p.stack("up.weight", 2, 2, 1);
    assertThat(values(up.get(0))).containsExactly(0, 1);
    assertThat(values(up.get(1))).containsExactly(3, 4);
    assertThat(values(p.stack("turned.weight", 2, 1, 2).get(1))).containsExactly(3, 4);
  }

  @Test
  void aTransposedMatrixIsCopiedOnceForAllItsParts() {
    tensor("c.weight", 1, 2, 4); // (in, out)
    tensor("c.bias", 1, 1, 4);
    FileTensors files = files();
    FileParameters p =
        parameters(
            files,
            """
            {"q": {"rows_of": {"transposed": "c"}, "parts": [2, 2], "part": 0},
             "k": {"rows_of": {"transposed": "c"}, "parts": [2, 2], "part": 1}}
            """);

    assertThat(values(p.matrix("q.weight", 2, 2))).containsExactly(0, 4, 1, 5);
    assertThat(values(p.matrix("k.weight", 2, 2))).containsExactly(2, 6, 3, 7);
    assertThat(p.vector("k.bias", 2)).containsExactly(2, 3);
    assertThat(files.copiedBytes()).isEqualTo(32);
  }

  @Test
  void everySecondOutputOfAStackIsTaken() {
    tensor("gu", 2, 1, 4); // two experts (in, out), gate and up in turn
    tensor("gu_bias", 1, 2, 4);
    FileParameters p =
        parameters(
            files(),
            """
            {"up.weight": {"transposed": {"exact": "gu"}, "first": 1, "every": 2},
             "up.bias": {"transposed": {"exact": "gu_bias"}, "first": 1, "every": 2}}
            """);

    List<Tensor> up = p.stack("up.weight", 2, 2, 1);
    assertThat(values(up.get(0))).containsExactly(1, 3);
    assertThat(values(up.get(1))).containsExactly(5, 7);
    assertThat(p.vector("up.bias", 4)).containsExactly(1, 3, 5, 7);
  }

  @Test
  void expertsOfTheirOwnMakeAStackWithoutACopy() {
    tensor("model.e.0.up.weight", 1, 2, 1);
    tensor("model.e.1.up.weight", 1, 2, 1);
    FileTensors files = files();
    FileParameters p = parameters(files, "{\"up\": {\"stack\": \"e.*.up\", \"count\": 2}}");

    assertThat(p.stack("up.weight", 2, 2, 1))
        .extracting(Tensor::name)
        .containsExactly("model.e.0.up.weight", "model.e.1.up.weight");
    assertThat(files.copiedBytes()).isZero();
    assertThat(files.unused()).isEmpty();
    assertThatThrownBy(() -> p.stack("up.weight", 3, 2, 1))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("2 in the stack, expected 3");
  }

  @Test
  void decayIsMinusTheExponential() {
    tensor("A_log", 1, 1, 2);
    FileParameters p = parameters(files(), "{\"a\": {\"decay\": {\"exact\": \"A_log\"}}}");

    assertThat(p.vector("a.weight", 2)).containsExactly(-1, (float) -Math.E);
  }

  @Test
  void rowsThatDoNotAddUpAreAnError() {
    tensor("qkv.weight", 1, 5, 2);
    FileParameters p =
        parameters(files(), "{\"k\": {\"rows_of\": \"qkv\", \"parts\": [2, 1, 1], \"part\": 1}}");

    assertThatThrownBy(() -> p.matrix("k.weight", 1, 2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("test: tensor qkv.weight has 5 rows, expected 4");
  }
}
